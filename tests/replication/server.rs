//! The database server of the tests, and what may go wrong on the way to it.

use std::{
    cell::{Cell, RefCell},
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, ChildStdin, Command, Stdio},
    rc::Rc,
};

use futures::future::LocalBoxFuture;
use mainstay::storage::{Answer, Request, Server, ServerError};

/// A server that runs until this is dropped.
pub struct Couch {
    port: u16,
    child: Child,
    orders: ChildStdin,
    said: Box<dyn BufRead>,
}

impl Couch {
    pub fn start() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port();
        let mut child = Command::new("node")
            .args(["scripts/couch.mjs", &port.to_string(), "--led"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs; make setup installs what the server needs");
        let orders = child.stdin.take().expect("it listens");
        let said = Box::new(BufReader::new(child.stdout.take().expect("it speaks")));
        let mut couch = Self { port, child, orders, said };
        couch.hear("up");
        couch
    }

    fn hear(&mut self, expected: &str) {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("it speaks");
        assert!(line.starts_with(expected), "the database server said “{line}”; make setup installs what it needs");
    }

    pub fn order(&mut self, order: &str) {
        writeln!(self.orders, "{order}").expect("it listens");
        self.hear(order.split(' ').next().unwrap_or_default());
    }

    /// A database that is made here, for this name.
    pub fn database(&self, name: &str, user: &'static str) -> Http {
        let http = Http { port: self.port, base: format!("/{name}"), user };
        http.send("PUT", "", None).expect("the server answers");
        http
    }
}

impl Drop for Couch {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A database over plain HTTP.
#[derive(Clone)]
pub struct Http {
    port: u16,
    base: String,
    user: &'static str,
}

impl Http {
    pub fn send(&self, method: &str, path: &str, body: Option<&str>) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let (base, body) = (&self.base, body.unwrap_or_default());
        let name = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, format!("{}:pw", self.user));
        // Of HTTP/1.0 the answer ends with the connection.
        write!(
            stream,
            "{method} {base}{path} HTTP/1.0\r\nhost: localhost\r\naccept: application/json\r\n\
            authorization: Basic {name}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Ok(Answer { status, body: body.to_owned() })
    }
}

impl Server for Http {
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Result<Answer, ServerError>> {
        let answer = self.send(request.method, &request.path, request.body.as_deref());
        Box::pin(std::future::ready(answer.map_err(|_| ServerError::Unreachable)))
    }
}

type Fault = Box<dyn FnMut(&Request, Answer) -> Result<Answer, ServerError>>;

/// A server with somebody on the way to it, or with an owner who means ill.
#[derive(Clone)]
pub struct Faulty {
    http: Http,
    fault: Rc<RefCell<Option<Fault>>>,
    /// After how many questions the network is cut.
    pub cut_after: Rc<Cell<Option<usize>>>,
    /// Whether the question still arrives when it is cut.
    pub answers_are_lost: Rc<Cell<bool>>,
    pub asked: Rc<RefCell<Vec<Request>>>,
}

impl Faulty {
    pub fn new(http: Http) -> Self {
        let (cut_after, answers_are_lost) = Default::default();
        Self { http, fault: Rc::default(), cut_after, answers_are_lost, asked: Rc::default() }
    }

    pub fn with(&self, fault: impl FnMut(&Request, Answer) -> Result<Answer, ServerError> + 'static) {
        *self.fault.borrow_mut() = Some(Box::new(fault));
    }

    pub fn honest(&self) {
        *self.fault.borrow_mut() = None;
    }

    fn answer(&self, request: &Request) -> Result<Answer, ServerError> {
        self.asked.borrow_mut().push(request.clone());
        let left = self.cut_after.get();
        if left == Some(0) {
            if self.answers_are_lost.get() {
                drop(self.http.send(request.method, &request.path, request.body.as_deref()));
            }
            return Err(ServerError::Unreachable);
        }
        self.cut_after.set(left.map(|left| left - 1));
        let answer = self.http.send(request.method, &request.path, request.body.as_deref());
        let answer = answer.map_err(|_| ServerError::Unreachable)?;
        match &mut *self.fault.borrow_mut() {
            Some(fault) => fault(request, answer),
            None => Ok(answer),
        }
    }
}

impl Server for Faulty {
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Result<Answer, ServerError>> {
        Box::pin(std::future::ready(self.answer(&request)))
    }
}

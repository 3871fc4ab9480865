//! Icons: the Lucide set, drawn from its data without ever turning a string into markup.

use icondata_core::Icon as Data;
use leptos::prelude::*;

macro_rules! glyphs {
    ($( $name:ident = $data:ident ),* $(,)?) => {
        /// An icon of the set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph { $( $name ),* }

        impl Glyph {
            fn data(self) -> Data {
                match self { $( Self::$name => icondata_lu::$data ),* }
            }
        }
    };
}

glyphs! {
    Today = LuCalendarCheck, Accounts = LuBuilding, Data = LuDatabase, Settings = LuSettings2, Search = LuSearch,
    Undo = LuUndo2, Redo = LuRedo2, Saved = LuCircleCheck, Plus = LuPlus, Close = LuX,
    Download = LuDownload, Upload = LuUpload, Cycle = LuRefreshCw, Check = LuCheck,
    File = LuFileText, Flag = LuFlag, People = LuUsers, Slides = LuMonitor,
    Right = LuArrowRight, Up = LuArrowUpRight, Down = LuArrowDownRight, Next = LuChevronRight, Sort = LuChevronDown,
    Lock = LuLock, Eye = LuEye, Book = LuBookOpen, Delete = LuTrash2, Print = LuPrinter,
    Info = LuInfo, Play = LuPlay, Swap = LuArrowRightLeft, Clock = LuClock, Snooze = LuAlarmClock,
    ZoomIn = LuZoomIn, ZoomOut = LuZoomOut,
    Warning = LuTriangleAlert, Grip = LuGripVertical, Sun = LuSun, Moon = LuMoon,
}

/// An icon beside a word, which says what it means; so it is hidden from screen readers.
#[component]
pub fn Icon(
    /// Which.
    glyph: Glyph,
) -> impl IntoView {
    let shapes = glyph.data().data.split('<').filter_map(shape).collect_view();
    view! {
        <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
            <g>{shapes}</g>
        </svg>
    }
}

/// One shape of the set's data: `path d="…" />`.
fn shape(element: &'static str) -> Option<AnyView> {
    let (tag, _) = element.split_once(' ')?;
    let value = |name: &str| {
        let start = element.find(&format!(" {name}=\""))? + name.len() + 3;
        element[start..].split('"').next()
    };
    Some(match tag {
        "path" => view! { <path d=value("d") /> }.into_any(),
        "circle" => view! { <circle cx=value("cx") cy=value("cy") r=value("r") /> }.into_any(),
        "ellipse" => view! { <ellipse cx=value("cx") cy=value("cy") rx=value("rx") ry=value("ry") /> }.into_any(),
        "line" => view! { <line x1=value("x1") y1=value("y1") x2=value("x2") y2=value("y2") /> }.into_any(),
        "polyline" => view! { <polyline points=value("points") /> }.into_any(),
        "polygon" => view! { <polygon points=value("points") /> }.into_any(),
        "rect" => {
            view! { <rect x=value("x") y=value("y") width=value("width") height=value("height") rx=value("rx") /> }
                .into_any()
        }
        _ => return None,
    })
}

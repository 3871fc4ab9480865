use proptest::prelude::*;

use super::*;

fn sealed(content: &[u8]) -> Vec<u8> {
    let sealer = Sealer::cheap("bear honey river", [7; 16]).and_then(|sealer| sealer.seal(content, [9; 16]));
    sealer.unwrap_or_else(|error| panic!("{error}"))
}

/// Content that does not become smaller.
fn noise(length: usize) -> Vec<u8> {
    (0..length.div_ceil(32)).flat_map(|block| Sha256::digest(block.to_be_bytes())).take(length).collect()
}

#[test]
fn what_is_sealed_opens_with_its_passphrase_and_no_other() {
    for length in [0, 1, CHUNK - 20, CHUNK, CHUNK + 1, 3 * CHUNK] {
        let content = noise(length);
        let file = sealed(&content);
        assert!(is_sealed(&file));
        assert_eq!(open(&file, "bear honey river").as_deref(), Ok(content.as_slice()), "{length}");
        assert_eq!(open(&file, "bear honey rivers"), Err(SealError::Passphrase));
    }
}

#[test]
fn a_file_that_is_cut_off_changed_or_added_to_is_told_apart() {
    let file = sealed(&noise(2 * CHUNK + 100));
    let open = |bytes: &[u8]| super::open(bytes, "bear honey river");
    for end in [HEAD, HEAD + 10, HEAD + CHUNK + TAG, file.len() - 1] {
        assert_eq!(open(&file[..end]), Err(SealError::Truncated), "{end}");
    }
    assert_eq!(open(&file[..20]), Err(SealError::Truncated));
    assert_eq!(open(b"{}"), Err(SealError::NotSealed));
    let longer = [file.as_slice(), b"x"].concat();
    assert_eq!(open(&longer), Err(SealError::Changed { at: file.len() }));
    let changed = |at: usize| {
        let mut changed = file.clone();
        changed[at] ^= 1;
        open(&changed)
    };
    assert_eq!(changed(8), Err(SealError::Head), "an older version that never was");
    for at in [9, 12, ID_AT, LENGTH_AT + 7, CHECK_AT, SUM_AT] {
        assert_eq!(changed(at), Err(SealError::Head), "{at}");
    }
    assert_eq!(changed(HEAD + 5), Err(SealError::Changed { at: HEAD }));
    assert_eq!(changed(HEAD + CHUNK + TAG + 5), Err(SealError::Changed { at: HEAD + CHUNK + TAG }));
    // Two chunks in each other's place.
    let (one, two) = (HEAD..HEAD + CHUNK + TAG, HEAD + CHUNK + TAG..HEAD + 2 * (CHUNK + TAG));
    let swapped = [&file[..HEAD], &file[two], &file[one], &file[HEAD + 2 * (CHUNK + TAG)..]].concat();
    assert_eq!(open(&swapped), Err(SealError::Changed { at: HEAD }));
}

#[test]
fn a_file_that_asks_for_too_much_work_is_refused_before_it() {
    let mut file = sealed(b"x");
    file[9] = 40;
    let sum = Sha256::digest(&file[..SUM_AT]);
    file[SUM_AT..HEAD].copy_from_slice(&sum[..8]);
    assert_eq!(open(&file, "bear honey river"), Err(SealError::TooLarge));
    let mut newer = sealed(b"x");
    newer[8] = 2;
    assert_eq!(open(&newer, "bear honey river"), Err(SealError::Newer));
}

#[test]
fn one_key_seals_many_files_and_is_read_as_written() {
    let sealer = Sealer::cheap("bear honey river", [7; 16]).unwrap_or_else(|error| panic!("{error}"));
    let files = [1, 2].map(|id| sealer.seal(b"the same", [id; 16]).unwrap_or_else(|error| panic!("{error}")));
    assert_ne!(files[0][HEAD..], files[1][HEAD..], "no two files are sealed alike");
    assert!(Sealer::read(&sealer.to_text()).is_some_and(|read| read == sealer && read.fits(&files[0])));
    assert_eq!(sealer.open(&files[1]).as_deref(), Ok(b"the same".as_slice()));
    assert!(Sealer::read("00").is_none());
}

/// The vector of docs/sealed-files.md.
#[test]
fn the_published_vector_holds() {
    let published = include_str!("../../docs/sealed-files.md");
    let vector = published.split("```hex\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let digits: String = vector.chars().filter(char::is_ascii_hexdigit).collect();
    let bytes: Vec<u8> =
        (0..digits.len() / 2).filter_map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()).collect();
    let content = "{\"format\":\"mainstay\"}\n";
    let random: [u8; 32] = std::array::from_fn(|at| at as u8);
    let made = seal(content.as_bytes(), "zwölf Äpfel, one key", random);
    let made = made.unwrap_or_else(|error| panic!("{error}"));
    let hex = made.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(bytes, made, "docs/sealed-files.md should have\n{hex}");
    assert_eq!(open(&made, "zwölf Äpfel, one key").as_deref(), Ok(content.as_bytes()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Whatever comes, it is refused with a reason, or it is what was sealed.
    #[test]
    fn no_bytes_are_opened_but_those_that_were_sealed(
        content in proptest::collection::vec(any::<u8>(), 0..200),
        edits in proptest::collection::vec((any::<u16>(), any::<u8>()), 0..4),
        cut in any::<u16>(),
    ) {
        let whole = sealed(&content);
        let mut bytes = whole.clone();
        for (at, with) in edits {
            let at = usize::from(at) % bytes.len();
            bytes[at] = with;
        }
        bytes.truncate(usize::from(cut) % (bytes.len() + 1));
        // A cost that somebody wrote into it is refused by its sum, so nothing takes long.
        match open(&bytes, "bear honey river") {
            Ok(opened) => prop_assert_eq!((opened, bytes), (content, whole)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}

//! The sealed file.

use std::fs;

use cairn_qualitative::safety::{KeyCost, KeyStore, KeyStoreError, Passphrase};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::people::people;

/// As little work as Argon2id can do.
fn quick() -> KeyCost {
    KeyCost::new(8, 1, 1).unwrap()
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned()).unwrap()
}

fn right() -> Passphrase {
    passphrase("four plain words épris")
}

fn store() -> KeyStore {
    let mut store = KeyStore::new(7);
    for person in people() {
        store.enrol(person).unwrap();
    }
    store
}

/// Makes the digest at the end right again, as somebody who alters the file would.
fn with_new_digest(mut sealed: Vec<u8>) -> Vec<u8> {
    let body = sealed.len() - 32;
    let digest = Sha256::digest(&sealed[..body]);
    sealed[body..].copy_from_slice(&digest);
    sealed
}

fn refused(sealed: &[u8]) -> KeyStoreError {
    KeyStore::open(sealed, &right()).unwrap_err()
}

#[test]
fn what_is_sealed_opens_again_and_shows_nothing() {
    let store = store();
    let sealed = store.seal(&right(), quick()).unwrap();
    assert!(KeyStore::open(&sealed, &right()).unwrap() == store);
    assert_ne!(sealed, store.seal(&right(), quick()).unwrap(), "salt and nonce are new each time");
    for word in ["Amina", "Child", "c-01"] {
        assert!(!sealed.windows(word.len()).any(|window| window == word.as_bytes()));
    }
    assert_eq!(
        sealed.len(),
        KeyStore::new(7).seal(&right(), quick()).unwrap().len(),
        "the length tells no numbers"
    );
    assert_eq!(format!("{store:?} {:?}", right()), "KeyStore { people: 7, .. } Passphrase(…)");
}

/// `version_1.keys` was written by the first version of this program.
#[test]
fn a_file_of_the_first_version_opens_for_ever() {
    let store = KeyStore::open(include_bytes!("version_1.keys"), &right()).unwrap();
    assert!(store == self::store());
}

#[test]
fn a_passphrase_is_the_same_in_every_form_of_unicode() {
    let sealed = store().seal(&right(), quick()).unwrap();
    assert!(KeyStore::open(&sealed, &passphrase("four plain words e\u{301}pris")).is_ok());
    insta::assert_snapshot!(Passphrase::new("short".to_owned()).unwrap_err(), @"a passphrase of 5 characters can be guessed; expected at least 12, such as four or five words");
}

#[test]
fn damage_a_wrong_passphrase_and_alteration_are_told_apart() {
    let sealed = store().seal(&right(), quick()).unwrap();
    let flipped = |place: usize| {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        changed
    };
    assert!(matches!(
        KeyStore::open(&sealed, &passphrase("four other words")),
        Err(KeyStoreError::WrongPassphrase)
    ));
    assert!(matches!(refused(&flipped(200)), KeyStoreError::Damaged));
    assert!(matches!(refused(&sealed[..sealed.len() - 1]), KeyStoreError::Damaged));
    assert!(matches!(refused(&with_new_digest(flipped(200))), KeyStoreError::Tampered));
    // Salt: another key comes out. Nonce: the key is right, the content is not.
    assert!(matches!(refused(&with_new_digest(flipped(30))), KeyStoreError::WrongPassphrase));
    assert!(matches!(refused(&with_new_digest(flipped(50))), KeyStoreError::Tampered));
    assert!(matches!(refused(&flipped(0)), KeyStoreError::NotAKeyStore));
    assert!(matches!(refused(b""), KeyStoreError::NotAKeyStore));
    assert!(matches!(refused(&flipped(8)), KeyStoreError::UnknownVersion { found: 0 }));
}

#[test]
fn a_hostile_header_cannot_keep_the_machine_busy() {
    let sealed = store().seal(&right(), quick()).unwrap();
    for (place, value) in
        [(10, u32::MAX), (10, 0), (14, u32::MAX), (14, 0), (18, u32::MAX), (18, 0), (10, 2 * 1024 * 1024)]
    {
        let mut changed = sealed.clone();
        changed[place..place + 4].copy_from_slice(&value.to_le_bytes());
        assert!(
            matches!(refused(&with_new_digest(changed)), KeyStoreError::UnsuitableKeyCost(_)),
            "{place} {value}"
        );
    }
    insta::assert_snapshot!(KeyCost::new(1 << 20, 16, 4).unwrap_err(), @"a key cost of 1048576 KiB, 16 passes and 4 lanes is not accepted; expected 8 KiB a lane to 1 GiB, 1 to 16 passes, 1 to 8 lanes, and at most 4 GiB for all passes together");
    assert!(
        KeyCost::new(
            KeyCost::RECOMMENDED.memory_kib(),
            KeyCost::RECOMMENDED.passes(),
            KeyCost::RECOMMENDED.lanes()
        )
        .is_ok()
    );
}

#[test]
fn a_file_is_replaced_in_one_step_and_only_its_owner_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.keys");
    let mut store = store();
    store.save(&path, &right(), quick()).unwrap();
    store.forget(&people()[0].id);
    store.save(&path, &right(), quick()).unwrap();
    assert!(KeyStore::load(&path, &right()).unwrap() == store);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let absent = KeyStore::load(&folder.path().join("absent.keys"), &right());
    assert!(matches!(absent, Err(KeyStoreError::Read { .. })));
    let nowhere = store.save(&folder.path().join("no/folder.keys"), &right(), quick());
    assert!(matches!(nowhere, Err(KeyStoreError::Write { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_whatever_open_or_break_it(bytes in prop::collection::vec(any::<u8>(), 0..200), begins_well: bool) {
        let mut bytes = bytes;
        if begins_well {
            let mut begun = b"CAIRNKEY\x01\x00\x08\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00".to_vec();
            begun.extend(bytes);
            begun.extend([0; 32]);
            bytes = with_new_digest(begun);
        }
        prop_assert!(KeyStore::open(&bytes, &right()).is_err());
    }

    #[test]
    fn no_single_change_goes_unseen(place: prop::sample::Index, bit in 0_u8..8) {
        let mut sealed = store().seal(&right(), quick()).unwrap();
        let place = place.index(sealed.len());
        sealed[place] ^= 1 << bit;
        prop_assert!(KeyStore::open(&sealed, &right()).is_err());
        if place < sealed.len() - 32 {
            prop_assert!(KeyStore::open(&with_new_digest(sealed), &right()).is_err());
        }
    }
}

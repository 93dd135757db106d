//! How two texts differ, for people: a unified diff with three lines around each change.

/// The diff from one text to another, each with the name that its header says. Empty where they are equal.
pub fn unified(old_name: &str, old: &str, new_name: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let mut options = diffy::DiffOptions::new();
    options
        .set_original_filename(old_name.to_owned())
        .set_modified_filename(new_name.to_owned());
    options.create_patch(old, new).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn shows_what_changed_and_what_is_around_it() {
        let old = "a\nb\nc\nd\ne\nf\n";
        assert_eq!(
            unified("before", old, "after", "a\nb\nc\nd\nE\nf"),
            "--- before\n+++ after\n@@ -2,5 +2,5 @@\n b\n c\n d\n-e\n-f\n+E\n+f\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("before", old, "after", old), "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.Arrays;
import java.util.Optional;

/// A kind of documents: what a reader wants of them.
public enum DocCategory {
    /// To learn it by doing.
    TUTORIAL("tutorial", "Tutorial", "Learn it by doing."),
    /// To get one thing done.
    HOW_TO("how-to", "How to", "Get one thing done."),
    /// To understand why.
    CONCEPTS("concepts", "Concepts", "Understand why it works so."),
    /// To look something up.
    REFERENCE("reference", "Reference", "Look up what exactly something does."),
    /// To know why it was built so.
    DECISIONS("adr", "Decisions", "Read why it was built so, and what else was thought of.");

    private final String text;
    private final String title;
    private final String purpose;

    DocCategory(String text, String title, String purpose) {
        this.text = text;
        this.title = title;
        this.purpose = purpose;
    }

    /// Its name in paths.
    public String text() {
        return text;
    }

    /// Its name for people.
    public String title() {
        return title;
    }

    /// What its documents are for, in a sentence.
    public String purpose() {
        return purpose;
    }

    /// The folder of this name in paths.
    static Optional<DocCategory> find(String text) {
        return Arrays.stream(values())
                .filter(folder -> folder.text.equals(text))
                .findFirst();
    }
}

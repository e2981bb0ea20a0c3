// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.Arrays;
import java.util.Optional;

/// Category of documents, by their purpose for the reader.
public enum DocCategory {
    /// Learn by doing.
    TUTORIAL("tutorial", "Tutorial", "Learn it by doing."),
    /// Get one task done.
    HOW_TO("how-to", "How to", "Get one thing done."),
    /// Understand why it works so.
    CONCEPTS("concepts", "Concepts", "Understand why it works so."),
    /// Look something up.
    REFERENCE("reference", "Reference", "Look up what exactly something does."),
    /// Learn why it was designed so.
    DECISIONS("adr", "Decisions", "Read why it was built so, and what else was thought of.");

    private final String text;
    private final String title;
    private final String purpose;

    DocCategory(String text, String title, String purpose) {
        this.text = text;
        this.title = title;
        this.purpose = purpose;
    }

    /// Returns the name in paths.
    public String slug() {
        return text;
    }

    /// Returns the display name.
    public String title() {
        return title;
    }

    /// Returns the purpose of its documents in a sentence.
    public String purpose() {
        return purpose;
    }

    /// Returns the category with a name in paths.
    static Optional<DocCategory> findBySlug(String text) {
        return Arrays.stream(values())
                .filter(folder -> folder.text.equals(text))
                .findFirst();
    }
}

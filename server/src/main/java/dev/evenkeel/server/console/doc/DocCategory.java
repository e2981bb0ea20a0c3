// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.Arrays;
import java.util.Optional;

/// Category of documents, by their purpose for the reader.
enum DocCategory {
    /// First steps, in order.
    GET_STARTED("get-started", "Get started", "Install Evenkeel and run your first guarded rollout."),
    /// Tasks.
    GUIDES("guides", "Guides", "Step-by-step instructions for one task each."),
    /// Help for users of other systems.
    COMING_FROM("coming-from", "Coming from another tool", "How terms and concepts of other tools map to Evenkeel."),
    /// Explanations.
    CONCEPTS("concepts", "Concepts", "How Evenkeel works, and why."),
    /// Descriptions to look up.
    REFERENCE("reference", "Reference", "Commands, API, configuration, errors and limits in detail."),
    /// Commands, generated.
    CLI("cli", "Commands", "All commands with their options and examples."),
    /// Endpoints of the HTTP API, generated.
    API("api", "API endpoints", "All endpoints with parameters, fields and examples."),
    /// Design decisions.
    DECISIONS("adr", "Design decisions", "Why Evenkeel is built the way it is, and the alternatives.");

    private static final double BACKGROUND = .6;

    private final String text;
    private final String title;
    private final String purpose;

    DocCategory(String text, String title, String purpose) {
        this.text = text;
        this.title = title;
        this.purpose = purpose;
    }

    /// Returns the name in paths.
    String slug() {
        return text;
    }

    /// Returns the display name.
    String title() {
        return title;
    }

    /// Returns the purpose of its documents in a sentence.
    String purpose() {
        return purpose;
    }

    /// Whether the list of all documents shows the category collapsed.
    boolean isCollapsed() {
        return this == CLI || this == API || this == DECISIONS;
    }

    /// Returns the factor of the rank of its documents in search results: guides are before the generated page of a
    /// command or an endpoint.
    double searchWeight() {
        return isCollapsed() ? BACKGROUND : 1;
    }

    /// Returns the category with a name in paths.
    static Optional<DocCategory> findBySlug(String text) {
        return Arrays.stream(values())
                .filter(category -> category.text.equals(text))
                .findFirst();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// The documents of a folder, in the order in which they are read.
///
/// @param documents at least one
public record Shelf(Folder folder, List<Document> documents) {
    /// Keeps a copy of the documents.
    public Shelf {
        documents = List.copyOf(documents);
    }
}

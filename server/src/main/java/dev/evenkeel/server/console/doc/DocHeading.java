// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

/// A heading of a document.
///
/// @param level 1 (title of the document) to 6
/// @param id fragment identifier, generated as on GitHub
/// @param text text without markup
record DocHeading(int level, String id, String text) {
    /// Whether it is the title of its document.
    boolean isTitle() {
        return level == 1;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

/// A link to another page or to a report.
///
/// @param words the text of the link
record PageLink(String words, String path) {}

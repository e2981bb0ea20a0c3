// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

/// A link to another page or to a report.
///
/// @param words the text of the link
public record PageLink(String words, String path) {}

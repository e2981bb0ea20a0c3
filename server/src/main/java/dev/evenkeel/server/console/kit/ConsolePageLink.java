// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

/// A link to another page or to a report.
///
/// @param text the text of the link
public record ConsolePageLink(String text, String path) {}

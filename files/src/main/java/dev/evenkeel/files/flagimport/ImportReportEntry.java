// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

/// The result of the import of one part of an export.
public sealed interface ImportReportEntry {
    /// Returns the JSON pointer of the part in the export.
    String pointer();

    /// Returns kind and name of the part, like `flag checkout`.
    String part();

    /// A part with the same meaning as in the export.
    record Imported(String pointer, String part) implements ImportReportEntry {}

    /// A part that is written differently, differs slightly in meaning, or is left out because it has no
    /// effect.
    ///
    /// @param reason what to know about the difference
    record Converted(String pointer, String part, String reason) implements ImportReportEntry {}

    /// A part that cannot be imported. Its flag is disabled, or left out when it cannot be represented.
    ///
    /// @param reason why, and what to do about it
    record Rejected(String pointer, String part, String reason) implements ImportReportEntry {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

/// What became of one part of an export.
public sealed interface ImportReportEntry {
    /// Where the part stands in the export, a JSON pointer.
    String place();

    /// Kind and name of the part, like `flag checkout`.
    String part();

    /// Means the same here as there.
    record Imported(String place, String part) implements ImportReportEntry {}

    /// Is written differently, means something slightly different, or is left out because it decides nothing.
    ///
    /// @param reason what to know about it
    record Converted(String place, String part, String reason) implements ImportReportEntry {}

    /// Cannot be taken over. The flag that it belongs to is disabled, or left out when it cannot even be
    /// written down.
    ///
    /// @param reason why, and what to do about it
    record Rejected(String place, String part, String reason) implements ImportReportEntry {}
}

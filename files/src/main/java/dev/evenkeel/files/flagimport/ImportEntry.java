// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

/// What became of one part of an export.
public sealed interface ImportEntry {
    /// Where the part stands in the export, a JSON pointer.
    String place();

    /// Kind and name of the part, like `flag checkout`.
    String part();

    /// Means the same here as there.
    record Taken(String place, String part) implements ImportEntry {}

    /// Is written differently, means something slightly different, or is left out because it decides nothing.
    ///
    /// @param reason what to know about it
    record Changed(String place, String part, String reason) implements ImportEntry {}

    /// Cannot be taken over. The flag that it belongs to is disabled, or left out when it cannot even be written
    /// down.
    ///
    /// @param reason why, and what to do about it
    record Refused(String place, String part, String reason) implements ImportEntry {}
}

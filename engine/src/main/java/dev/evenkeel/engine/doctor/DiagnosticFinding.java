// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

/// The finding of one diagnostic check.
///
/// @param check what was checked, such as `fsync`
/// @param observed what was found, for people; for a skipped check the reason
/// @param remedy how to fix it; empty when no action is needed
public record DiagnosticFinding(String check, Status verdict, String observed, String remedy) {
    /// The status of a check.
    public enum Status {
        /// As it should be.
        OK,
        /// Works, but needs attention.
        WARN,
        /// Data is lost or a function does not work until it is fixed.
        FAIL,
        /// Not checked.
        SKIPPED
    }

    /// Creates a finding that needs no action.
    public static DiagnosticFinding ok(String check, String seen) {
        return new DiagnosticFinding(check, Status.OK, seen, "");
    }

    /// Creates a finding that needs attention.
    public static DiagnosticFinding warn(String check, String seen, String remedy) {
        return new DiagnosticFinding(check, Status.WARN, seen, remedy);
    }

    /// Creates a finding of lost data or a broken function.
    public static DiagnosticFinding fail(String check, String seen, String remedy) {
        return new DiagnosticFinding(check, Status.FAIL, seen, remedy);
    }

    /// Creates a finding for a check that did not run.
    ///
    /// @param why why it did not run
    /// @param remedy how to enable it
    public static DiagnosticFinding skipped(String check, String why, String remedy) {
        return new DiagnosticFinding(check, Status.SKIPPED, why, remedy);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

/// What one look at an installation came to.
///
/// @param check what was looked at, such as `fsync`
/// @param seen what was found, in words; where nobody could look, why not
/// @param remedy what to do; empty where nothing is to be done
public record DiagnosticFinding(String check, Status verdict, String seen, String remedy) {
    /// How it stands.
    public enum Status {
        /// As it should be.
        OK,
        /// It works, and something is to be done about it.
        WARN,
        /// Something is lost, or does not work, until it is done.
        FAIL,
        /// Nobody looked.
        SKIPPED
    }

    /// Nothing is to be done.
    public static DiagnosticFinding ok(String check, String seen) {
        return new DiagnosticFinding(check, Status.OK, seen, "");
    }

    /// Something is to be done about it.
    public static DiagnosticFinding warn(String check, String seen, String remedy) {
        return new DiagnosticFinding(check, Status.WARN, seen, remedy);
    }

    /// Something is lost, or does not work.
    public static DiagnosticFinding fail(String check, String seen, String remedy) {
        return new DiagnosticFinding(check, Status.FAIL, seen, remedy);
    }

    /// Nobody looked.
    ///
    /// @param why nobody did
    /// @param remedy how it could be looked at
    public static DiagnosticFinding skipped(String check, String why, String remedy) {
        return new DiagnosticFinding(check, Status.SKIPPED, why, remedy);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

/// What one look at an installation came to.
///
/// @param check what was looked at, such as `fsync`
/// @param seen what was found, in words; where nobody could look, why not
/// @param remedy what to do; empty where nothing is to be done
public record Finding(String check, Verdict verdict, String seen, String remedy) {
    /// How it stands.
    public enum Verdict {
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
    public static Finding ok(String check, String seen) {
        return new Finding(check, Verdict.OK, seen, "");
    }

    /// Something is to be done about it.
    public static Finding warn(String check, String seen, String remedy) {
        return new Finding(check, Verdict.WARN, seen, remedy);
    }

    /// Something is lost, or does not work.
    public static Finding fail(String check, String seen, String remedy) {
        return new Finding(check, Verdict.FAIL, seen, remedy);
    }

    /// Nobody looked.
    ///
    /// @param why nobody did
    /// @param remedy how it could be looked at
    public static Finding skipped(String check, String why, String remedy) {
        return new Finding(check, Verdict.SKIPPED, why, remedy);
    }
}

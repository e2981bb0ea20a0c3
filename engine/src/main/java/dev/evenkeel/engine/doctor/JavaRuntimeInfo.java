// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

/// A Java runtime.
///
/// @param feature feature version, such as 25
/// @param version full version
public record JavaRuntimeInfo(int feature, String version, String vendor) {
    private static final int TESTED = 25;

    /// Checks the version.
    ///
    /// @param check whose Java it is
    public DiagnosticFinding diagnose(String check) {
        String seen = version + ", " + vendor;
        if (feature < TESTED) {
            return DiagnosticFinding.fail(check, seen, "Install Java " + TESTED + " and set JAVA_HOME to it.");
        }
        return feature == TESTED
                ? DiagnosticFinding.ok(check, seen)
                : DiagnosticFinding.warn(
                        check, seen, "Evenkeel is tested with Java " + TESTED + ". Use that version in production.");
    }
}

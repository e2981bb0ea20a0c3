// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

/// A Java that something runs on.
///
/// @param feature the first number of its version, such as 25
/// @param version in full
/// @param vendor who built it
public record JavaRuntimeInfo(int feature, String version, String vendor) {
    private static final int TESTED = 25;

    /// Whether it is the one that is needed.
    ///
    /// @param check whose Java it is
    public DiagnosticFinding finding(String check) {
        String seen = version + ", " + vendor;
        if (feature < TESTED) {
            return DiagnosticFinding.fail(check, seen, "Install Java " + TESTED + " and set JAVA_HOME to it.");
        }
        return feature == TESTED
                ? DiagnosticFinding.ok(check, seen)
                : DiagnosticFinding.warn(
                        check, seen, "Evenkeel is tested on Java " + TESTED + ": use that one where it matters.");
    }
}

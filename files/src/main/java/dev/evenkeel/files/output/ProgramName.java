// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.output;

/// The name by which users start the command line: `./evenkeel` in a checkout, `evenkeel` in a package.
public final class ProgramName {
    private static final String IN_CHECKOUT = "./evenkeel";
    private static final String CURRENT = System.getProperty("evenkeel.command", IN_CHECKOUT);

    private ProgramName() {}

    /// Replaces the name in a text that is written for a checkout.
    public static String replaceIn(String text) {
        return text.replace(IN_CHECKOUT, CURRENT);
    }
}

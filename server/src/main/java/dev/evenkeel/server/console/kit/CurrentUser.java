// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

/// Who looks at the page that is being made, for the frame that all pages share.
final class CurrentUser {
    private static final ScopedValue<String> NAME = ScopedValue.newInstance();

    private CurrentUser() {}

    /// Makes a page for somebody.
    ///
    /// @param name as it stands in the ledger; empty for nobody in particular
    static void lookingAt(String name, Runnable page) {
        ScopedValue.where(NAME, name).run(page);
    }

    /// The name of whoever looks; empty when that is nobody in particular.
    static String name() {
        return NAME.orElse("");
    }
}

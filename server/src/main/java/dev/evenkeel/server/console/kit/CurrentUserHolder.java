// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

/// Name of the current user, for the layout of all pages. Scoped to the rendering of a page.
final class CurrentUserHolder {
    private static final ScopedValue<String> NAME = ScopedValue.newInstance();

    private CurrentUserHolder() {}

    /// Renders a page for a user.
    ///
    /// @param name name as in the audit log; empty if the user is unknown
    static void runAs(String name, Runnable page) {
        ScopedValue.where(NAME, name).run(page);
    }

    /// Returns the name of the current user; empty if unknown.
    static String name() {
        return NAME.orElse("");
    }
}

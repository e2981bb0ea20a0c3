// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

/// A call that runs for comparison only was about to send something out of the process. Nothing was sent.
public final class ShadowCallBlockedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// @param flagKey the flag whose guarded change is answered a second time
    /// @param action what was about to be done, such as "send mail by"
    /// @param destination the name under which it can be allowed
    ShadowCallBlockedException(String flagKey, String action, String destination) {
        super("a second answer for \"" + flagKey + "\" runs for comparison only and may not " + action + " "
                + destination + "; nothing was sent. Leave it out while ShadowCall.isActive(), or, where it does no"
                + " harm there, such as a dry run, allow it: evenkeel.shadow.allow=" + destination);
    }
}

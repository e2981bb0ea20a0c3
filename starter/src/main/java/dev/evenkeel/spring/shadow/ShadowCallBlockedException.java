// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

/// Thrown when a shadow call, which runs only for comparison, tries to send data out of the process. Nothing
/// was sent.
public final class ShadowCallBlockedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// @param flagKey flag of the guarded change that runs the shadow call
    /// @param action the blocked action, such as "send mail by"
    /// @param destination the name under which the destination can be allowed
    ShadowCallBlockedException(String flagKey, String action, String destination) {
        super("a second answer for \"" + flagKey + "\" runs for comparison only and may not " + action + " "
                + destination
                + "; nothing was sent. Leave it out while ShadowCallMarker.isActive(), or, where it does no"
                + " harm there, such as a dry run, allow it: evenkeel.shadow.allowed-destinations=" + destination);
    }
}

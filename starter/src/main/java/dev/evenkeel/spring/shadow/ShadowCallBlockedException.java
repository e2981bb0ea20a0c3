// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

/// Thrown when a shadow call, which runs only for comparison, tries to send data out of the process. Nothing
/// was sent.
public final class ShadowCallBlockedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// @param flagKey flag of the guarded change that runs the shadow call
    /// @param action the blocked action, such as "send mail through"
    /// @param destination the name under which the destination can be allowed
    ShadowCallBlockedException(String flagKey, String action, String destination) {
        super("a shadow call of \"" + flagKey + "\" must not " + action + " "
                + destination
                + "; nothing was sent. Skip the action while ShadowCallMarker.isActive(), or, if it is harmless,"
                + " such as a dry run, allow it: evenkeel.shadow.allowed-destinations=" + destination);
    }
}

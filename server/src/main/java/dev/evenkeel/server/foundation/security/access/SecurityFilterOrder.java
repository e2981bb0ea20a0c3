// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

/// Where filters stand that need to know who is calling.
public final class SecurityFilterOrder {
    /// Right behind the gate.
    public static final int BEHIND = AuthenticationFilter.ORDER + 1;

    private SecurityFilterOrder() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Collection;

/// Knows to which services flags belong.
public interface FlagOwnerResolver {
    /// Keys of the services that own a flag; none when nobody has said so.
    Collection<String> ofFlag(String environment, String flag);
}

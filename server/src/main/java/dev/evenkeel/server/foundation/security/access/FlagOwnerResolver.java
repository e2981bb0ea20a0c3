// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Collection;

/// Resolver of the services that own flags.
public interface FlagOwnerResolver {
    /// Returns the keys of the services that own a flag; empty when no owner is declared.
    Collection<String> listOwningServices(String environment, String flag);
}

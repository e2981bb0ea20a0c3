// SPDX-License-Identifier: Apache-2.0

/// Service catalog: owner, tier, dependencies and flags of each service. Other features resolve the owning
/// service here.
@NullMarked
package dev.evenkeel.server.foundation.catalog;

import org.jspecify.annotations.NullMarked;

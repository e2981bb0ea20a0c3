// SPDX-License-Identifier: Apache-2.0

/// The floor of the server: options, database, clock, ids and the shape of every error. Knows no feature and
/// uses none.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.evenkeel.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

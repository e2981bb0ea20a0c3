// SPDX-License-Identifier: Apache-2.0

/// What `./evenkeel doctor` asks: what only this server knows of its process and its database. What to think of it
/// says `engine.doctor`.
@ApplicationModule(allowedDependencies = {"platform", "access"})
@NullMarked
package dev.evenkeel.server.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

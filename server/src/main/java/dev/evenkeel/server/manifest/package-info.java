// SPDX-License-Identifier: Apache-2.0

/// Objects as files: what a team keeps in its repository is put into force, compared with what is in force, and written
/// out. Each module says by an [dev.evenkeel.server.manifest.ObjectKind] which of its objects files describe.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit"})
@NullMarked
package dev.evenkeel.server.manifest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

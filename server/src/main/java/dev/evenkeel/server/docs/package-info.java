// SPDX-License-Identifier: Apache-2.0

/// The documents that this version came with: found, rendered and searched.
///
/// [Docs] is the front door. They are Markdown files on the class path, put there by the build from the folder `docs`
/// of the repository, and are read when somebody first asks for one. Uses no other feature and no database, so they
/// can be read when nothing else works.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.evenkeel.server.docs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

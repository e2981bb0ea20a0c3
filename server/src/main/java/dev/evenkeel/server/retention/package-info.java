// SPDX-License-Identifier: Apache-2.0

/// What is kept for a time only: features say what of theirs is over, and here it is taken away, by one server at a
/// time, in small transactions. Knows no feature.
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package dev.evenkeel.server.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

// SPDX-License-Identifier: Apache-2.0

/// A Prometheus as a second source of evidence: exact increases of counters, interval by interval.
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package dev.evenkeel.server.prometheus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

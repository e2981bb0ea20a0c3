// SPDX-License-Identifier: Apache-2.0

/// Child processes, embedded PostgreSQL and machine speed for the demo, tests and benchmarks.
@NullMarked
package dev.evenkeel.examples.demo.process;

import org.jspecify.annotations.NullMarked;

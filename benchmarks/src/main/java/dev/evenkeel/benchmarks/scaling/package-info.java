// SPDX-License-Identifier: Apache-2.0

/// Cost model and simulation of outcome intake: servers, their database, a message broker, and the guard. Computes
/// what to provision for more processes than one machine can run, and is compared with the measured load runs.
@NullMarked
package dev.evenkeel.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;

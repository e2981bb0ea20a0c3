// SPDX-License-Identifier: Apache-2.0

/// What goes wrong between programs and with them: networks, processes.
@NullMarked
package dev.evenkeel.benchmarks.trouble;

import org.jspecify.annotations.NullMarked;

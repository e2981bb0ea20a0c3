// SPDX-License-Identifier: Apache-2.0

/// Load time and size of every console page on a server with many records.
@NullMarked
package dev.evenkeel.benchmarks.console;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0

/// What the console costs: the time and weight of every page of a server with much in it, and processor time for pages
/// that stay open.
@NullMarked
package dev.evenkeel.benchmarks.console;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0

/// Availability of three servers on one database while servers are killed (`bench availability`): the gap between
/// evidence and decision, and rollbacks whose server dies between commit and announcement.
@NullMarked
package dev.evenkeel.benchmarks.availability;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0

/// A crash of a server between the commit of a rollback and its announcement. These classes run in the process of the
/// server: `bench availability` adds them to the class path of the servers that it starts.
@NullMarked
package dev.evenkeel.benchmarks.availability.crash;

import org.jspecify.annotations.NullMarked;

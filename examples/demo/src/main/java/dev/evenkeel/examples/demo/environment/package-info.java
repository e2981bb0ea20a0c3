// SPDX-License-Identifier: Apache-2.0

/// The running demo environment: server, databases and payment services, with ledger checks and outcome counts.
@NullMarked
package dev.evenkeel.examples.demo.environment;

import org.jspecify.annotations.NullMarked;

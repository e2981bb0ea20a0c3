// SPDX-License-Identifier: Apache-2.0

/// Stories of a payment service that goes wrong, told on the real programs: what the end-to-end tests
/// demand and the measurements count.
@NullMarked
package dev.evenkeel.cli.stories;

import org.jspecify.annotations.NullMarked;

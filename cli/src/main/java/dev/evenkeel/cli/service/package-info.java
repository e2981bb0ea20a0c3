// SPDX-License-Identifier: Apache-2.0

/// Commands for the service catalog.
@NullMarked
package dev.evenkeel.cli.service;

import org.jspecify.annotations.NullMarked;

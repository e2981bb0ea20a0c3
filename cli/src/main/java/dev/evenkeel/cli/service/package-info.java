// SPDX-License-Identifier: Apache-2.0

/// Commands about services.
@NullMarked
package dev.evenkeel.cli.service;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.cli.http;

import org.jspecify.annotations.NullMarked;

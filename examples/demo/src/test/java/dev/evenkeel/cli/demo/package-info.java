// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.cli.demo;

import org.jspecify.annotations.NullMarked;

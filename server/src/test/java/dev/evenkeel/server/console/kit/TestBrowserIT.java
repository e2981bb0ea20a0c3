// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The check of all widths and themes finds violations that occur at one width or in one theme only.
final class TestBrowserIT {
    private static final String DOCUMENT = """
            <!doctype html>
            <html lang="en">
            <head>
            <title>Sample</title>
            <style>
                :root { color-scheme: light dark }
                #only { display: none }
                p { transition: color .2s }
                %s
            </style>
            </head>
            <body><main><h1>Sample</h1><p>Words</p><button id="only"></button></main></body>
            </html>""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (prefers-color-scheme: dark)                        | p { background: #bbb }    | color-contrast: p  | 1280 px, dark
            (prefers-color-scheme: dark) and (max-width: 600px) | p { background: #bbb }    | color-contrast: p  | 390 px, dark
            (max-width: 600px)                                  | #only { display: block } | button-name: #only | 390 px, light
            """)
    void detectsViolationAtSingleWidthOrTheme(String screen, String style, String violation, String where) {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            page.setContent(DOCUMENT.formatted("@media " + screen + " { " + style + " }"));
            assertThatThrownBy(() -> TestBrowser.checkAllWidthsAndThemes(page, "sample"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("sample at " + where)
                    .hasMessageContaining(violation);
        }
    }

    @Test
    void restoresViewportAndThemeAfterCheck() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            page.setContent(DOCUMENT.formatted(""));
            TestBrowser.checkAllWidthsAndThemes(page, "sample", 390, 768);
            assertThat(page.viewportSize().width).isEqualTo(1280);
            assertThat(page.evaluate("() => matchMedia('(prefers-color-scheme: light)').matches"))
                    .isEqualTo(true);
        }
    }
}

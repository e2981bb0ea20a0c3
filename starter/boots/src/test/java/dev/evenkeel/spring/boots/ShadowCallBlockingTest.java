// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.ShadowCallMarker;
import dev.evenkeel.sdk.TestServer;
import dev.evenkeel.spring.shadow.ShadowCallBlockedException;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// A service with shadow calls: which orders arrive at the bank, at the broker and by mail.
@Timeout(60)
@Tag("long")
class ShadowCallBlockingTest {
    private static final int ORDERS = 5;
    private static final int HTTP_CLIENTS = 4;
    private static final int JMS_CLIENTS = 2;
    private static final int MAIL_CLIENTS = 2;
    private static final String MARK = "evenkeel.shadow=payment-core";

    private final TestServer server =
            new TestServer(7, RolloutFlags.shadowed("r", 7, new ShadowConfig(Percent.ALL, Percent.NONE)));
    private final Bank bank = new Bank();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private final BrokerService broker = new BrokerService();

    @BeforeEach
    void startBrokerAndMail() throws Exception {
        mail.start();
        broker.setBrokerName("shadow");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.start();
    }

    @AfterEach
    void close() throws Exception {
        broker.stop();
        server.close();
        bank.close();
        mail.stop();
    }

    private Application start(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("bank=" + bank.address());
        all.add("spring.activemq.broker-url=vm://shadow?create=false");
        all.add("spring.mail.host=127.0.0.1");
        all.add("spring.mail.port=" + mail.getSmtp().getPort());
        return Application.start(server, PaymentService.Wiring.class, all.toArray(String[]::new));
    }

    /// Sends orders and waits until the shadow call of each has used all channels.
    private static PaymentService payAndAwaitShadowCalls(Application application) {
        PaymentService payments = application.bean(PaymentService.class);
        for (int i = 0; i < ORDERS; i++) {
            payments.pay("debtor-" + i);
        }
        await().until(() ->
                payments.blockedSends.size() + payments.unblockedSends.size() == ORDERS * payments.channels());
        return payments;
    }

    private static List<String> shadowMarkersInQueue(Application application) {
        List<String> marks = new ArrayList<>();
        application.bean(JmsTemplate.class).browse(PaymentService.QUEUE, (session, browser) -> {
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
                marks.add(String.valueOf(((Message) messages.nextElement()).getStringProperty("baggage")));
            }
            return marks;
        });
        return marks;
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.jms.cache.enabled=true", "spring.jms.cache.enabled=false"})
    void blocksOutboundTrafficOfShadowCalls(String connections) {
        try (Application application = start(connections)) {
            PaymentService payments = payAndAwaitShadowCalls(application);
            assertThat(payments.unblockedSends).isEmpty();
            assertThat(bank.orders)
                    .as("orders of control only")
                    .hasSize(ORDERS * HTTP_CLIENTS)
                    .containsOnly("");
            assertThat(shadowMarkersInQueue(application))
                    .hasSize(ORDERS * JMS_CLIENTS)
                    .containsOnly("null");
            assertThat(mail.getReceivedMessages()).hasSize(ORDERS * MAIL_CLIENTS);
        }
    }

    @Test
    void explainsHowToAllowBlockedDestination() {
        try (Application application = start()) {
            PaymentService payments = payAndAwaitShadowCalls(application);
            assertThat(payments.blockedSends)
                    .allSatisfy(message -> assertThat(message)
                            .contains("ShadowCallBlockedException", "a shadow call of \"payment-core\" must not"))
                    .anySatisfy(
                            message -> assertThat(message).endsWith("evenkeel.shadow.allowed-destinations=127.0.0.1"))
                    .anySatisfy(message ->
                            assertThat(message).endsWith("evenkeel.shadow.allowed-destinations=payments.out"))
                    .anySatisfy(message -> assertThat(message).contains("must not send mail through 127.0.0.1"));
        }
    }

    @Test
    void sendsToAllowedDestinationsWithShadowMarker() {
        try (Application application = start("evenkeel.shadow.allowed-destinations=" + bank.host() + ",Payments.out")) {
            PaymentService payments = payAndAwaitShadowCalls(application);
            assertThat(bank.orders).hasSize(2 * ORDERS * HTTP_CLIENTS);
            assertThat(bank.orders.stream().filter(MARK::equals)).hasSize(ORDERS * HTTP_CLIENTS);
            assertThat(shadowMarkersInQueue(application).stream().filter(MARK::equals))
                    .hasSize(ORDERS * JMS_CLIENTS);
            assertThat(mail.getReceivedMessages()).as("not allowed").hasSize(ORDERS * MAIL_CLIENTS);
            assertThat(payments.blockedSends).hasSize(ORDERS * MAIL_CLIENTS);
        }
    }

    @Test
    void readsShadowMarkerFromBaggageHeader() throws Exception {
        try (Application application = start()) {
            assertThat(application.get("/mark")).isEqualTo("none");
            assertThat(application.get("/mark", "baggage", "tenant=7," + MARK + ";ttl=1"))
                    .isEqualTo("payment-core");
            assertThat(application.get("/mark", "baggage", "tenant=7")).isEqualTo("none");
        }
    }

    @Test
    void blocksOutboundTrafficOfMarkedRequests() throws Exception {
        try (Application application = start()) {
            PaymentService payments = application.bean(PaymentService.class);
            assertThat(application.get("/pay", "baggage", MARK)).isEqualTo("refused " + payments.channels());
            assertThat(bank.orders).isEmpty();
            assertThat(shadowMarkersInQueue(application)).isEmpty();
            assertThat(mail.getReceivedMessages()).isEmpty();
        }
    }

    @Test
    void doesNotBlockOrMarkWhenGuardIsDisabled() {
        try (Application application = start("evenkeel.shadow.block-outbound=false")) {
            PaymentService payments = payAndAwaitShadowCalls(application);
            assertThat(payments.blockedSends).isEmpty();
            assertThat(bank.orders).hasSize(2 * ORDERS * HTTP_CLIENTS).containsOnly("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.jms.cache.enabled=true", "spring.jms.cache.enabled=false"})
    void preservesJmsListenersAndTransactions(String connections) {
        try (Application application = start(connections)) {
            PaymentService.Inbox inbox = application.bean(PaymentService.Inbox.class);
            JmsTemplate jms = application.bean(JmsTemplate.class);
            var transaction =
                    new TransactionTemplate(new JmsTransactionManager(application.bean(ConnectionFactory.class)));
            transaction.executeWithoutResult(status -> {
                jms.convertAndSend(PaymentService.Inbox.QUEUE, "rolled back");
                status.setRollbackOnly();
            });
            transaction.executeWithoutResult(status -> {
                jms.convertAndSend(PaymentService.Inbox.QUEUE, "committed");
                ShadowCallMarker.run(
                        "payment-core",
                        () -> assertThatThrownBy(() -> jms.convertAndSend(PaymentService.Inbox.QUEUE, "second answer"))
                                .isInstanceOf(ShadowCallBlockedException.class));
            });
            jms.convertAndSend(PaymentService.Inbox.QUEUE, "plain");
            await().until(() -> inbox.received.contains("plain"));
            assertThat(inbox.received).containsExactly("committed", "plain");
        }
    }

    @Test
    void removesMarkerFromProducerAfterShadowSend() {
        try (Application application = start("evenkeel.shadow.allowed-destinations=" + PaymentService.QUEUE);
                var context = application.bean(ConnectionFactory.class).createContext()) {
            var producer = context.createProducer().setProperty("tenant", 7);
            var queue = context.createQueue(PaymentService.QUEUE);
            ShadowCallMarker.run("payment-core", () -> producer.send(queue, "second answer"));
            assertThat(producer.getPropertyNames()).containsExactly("tenant");
            producer.send(queue, "real");
            assertThat(shadowMarkersInQueue(application)).containsExactly(MARK, "null");
        }
    }
}

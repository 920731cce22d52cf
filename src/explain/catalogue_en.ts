/** What wirelab says in English. The keys are the same in every language. */
export const EN = {
  "count.segments": "{n} {n|segment|segments}",

  "side.client": "client",
  "side.server": "server",
  "column.frame": "#",
  "unit.ms": "{ms} ms",
  "column.time": "ms",

  "phase.open": "TCP: three-way handshake",
  "phase.open.relayed": "TCP: connection (segments not observed)",
  "phase.tls": "TLS: handshake",
  "phase.ssh": "SSH: key exchange",
  "phase.data": "Application data",
  "phase.data.ssh": "SSH: login and session, encrypted",
  "phase.close": "Close",
  "flight": "flight {n}: {side}",
  "end.open":
    "open after {ms} ms, one round trip: both sides know where the other starts counting",
  "end.open.repeated":
    "open after {ms} ms: the SYN had to be sent {n} times, then one round trip was enough",
  "end.open.self":
    "open: the socket has connected to itself, so each segment comes back to who sent it",
  "end.open.simultaneous":
    "open: the SYNs crossed, and each side confirmed the other's",
  "end.open.relayed":
    "the relay saw the connection open, not the segments that opened it",
  "end.open.unseen": "the capture does not hold the whole three-way handshake",
  "end.open.refused": "never opened",
  "end.tls":
    "{version} agreed after {ms} ms and {trips} {trips|round trip|round trips}; from here on all is encrypted",
  "end.tls.failed": "the handshake failed",
  "end.tls.unfinished": "the handshake was not seen to finish",
  "end.ssh": "algorithms agreed after {ms} ms; from here on all is encrypted",
  "end.data": "client → server {up} bytes, server → client {down} bytes",

  "tcp.syn": "May we talk? I number my bytes from {isn}, shown here as 0.",
  "tcp.synSimultaneous":
    "Asks as well, before the other's SYN arrived: a simultaneous open. I number my bytes from {isn}, shown here as 0.",
  "tcp.terms": "My terms: {terms}.",
  "tcp.terms.size": "at most {bytes} bytes a segment (MSS)",
  "tcp.terms.scale": "windows times {times}",
  "tcp.terms.sack": "SACK",
  "tcp.terms.timestamps": "timestamps",
  "tcp.fastOpen": "{length} bytes come along at once: TCP Fast Open.",
  "tcp.fastOpen.ask":
    "Next time my first bytes would come along at once (TCP Fast Open): may I have a cookie for that?",
  "tcp.urgent":
    "Urgent (URG): the program should not wait with the bytes up to {last}.",
  "tcp.cut":
    "The capture keeps {kept} of its {all} bytes of data; the rest was cut off when it was recorded (snaplen).",
  "tcp.synAck":
    "Yes. I number mine from {isn}, shown as 0, and next expect your byte {ack}.",
  "tcp.openAck":
    "Agreed: I next expect your byte {ack}. The connection is open.",
  "tcp.data": "Carries bytes {first} to {last} of what the {from} says.",
  "tcp.ack": "All bytes before {ack} have arrived.",
  "tcp.fin":
    "The {from} has nothing more to send. FIN itself counts as one byte.",
  "tcp.finWithData":
    "The last bytes of the {from}, and FIN: it has nothing more to send.",
  "tcp.finMerged":
    "Two in one: confirms the other's FIN and sends its own. So four segments become three.",
  "tcp.finSimultaneous":
    "FIN as well, sent before the other's FIN arrived: a simultaneous close.",
  "tcp.finAcked": "Confirms the FIN: in this direction nothing more will come.",
  "tcp.lastAck": "Confirms the second FIN: both directions are closed.",
  "tcp.rst":
    "Breaks the connection off. Whatever was under way is lost, nothing is confirmed.",
  "tcp.rstRefused": "Refused: nothing listens on port {port}.",
  "relayed.detail": "(segments not observed)",
  "relayed.open.title": "connected",
  "relayed.data.title": "bytes",
  "relayed.end.title": "end of data",
  "relayed.reset.title": "broken off",
  "tcp.relayed.open":
    "The relay connected both sides; their SYN segments were not observed.",
  "tcp.relayed.end":
    "Said that nothing more will come; its FIN segment was not observed.",
  "tcp.relayed.reset":
    "Broke the connection off; its RST segment was not observed.",

  "finding.retransmission": "Sent again after {delay} ms without an answer.",
  "finding.retransmission.syn":
    "Its SYN once more, now with the ACK of the other's.",
  "finding.fast-retransmission":
    "Sent again at once: {duplicateAcks} duplicate ACKs asked for it.",
  "finding.spurious-retransmission":
    "Sent again without need: bytes up to {acknowledged} had already been confirmed.",
  "finding.out-of-order":
    "Out of order: bytes behind it were seen {delay} ms before; {expected} was expected next.",
  "finding.duplicate-ack":
    "Duplicate ACK number {count}, the same as in #{original}: a segment is still awaited.",
  "finding.keep-alive":
    "Keep-alive: only asks whether the other side is still there.",
  "finding.keep-alive.closed":
    "Asks whether the window is open again, as a keep-alive does: with a number that was confirmed already.",
  "finding.keep-alive-ack": "Answers the keep-alive in #{probe}: still here.",
  "finding.zero-window":
    "Window closed: the receiver's buffer is full, the other side must wait.",
  "finding.zero-window-probe":
    "Asks, with one byte, whether the window is open again.",
  "finding.zero-window-probe-ack":
    "Answers the probe in #{probe}: the window is still closed.",
  "finding.window-full":
    "Fills the {window} bytes of the other side's window: it must read before more may be sent.",
  "finding.window-update": "Window now {window} bytes, before {previous}.",
  "finding.lost-segment":
    "{missing} bytes before this segment are not in the capture (yet); byte {expected} was expected.",
  "finding.ack-lost-segment":
    "Confirms {missing} bytes that are not in the capture.",
  "finding.port-reuse":
    "The same two ports as in conversation {previous}: this is a new one.",
  "finding.half-open":
    "The other side still holds an older connection: it answers with {acknowledgment}.",
  "finding.overlap-differs":
    "{length} bytes came twice and differ, from stream byte {offset} on; the first copy is kept.",
  "finding.data-after-fin":
    "{length} bytes behind the end that FIN had announced.",

  "finding.retransmission.title": "retransmission",
  "finding.fast-retransmission.title": "fast retransmission",
  "finding.spurious-retransmission.title": "spurious retransmission",
  "finding.out-of-order.title": "out of order",
  "finding.duplicate-ack.title": "duplicate ACK",
  "finding.keep-alive.title": "keep-alive",
  "finding.keep-alive-ack.title": "keep-alive ACK",
  "finding.zero-window.title": "zero window",
  "finding.zero-window-probe.title": "zero window probe",
  "finding.zero-window-probe-ack.title": "zero window probe ACK",
  "finding.window-full.title": "window full",
  "finding.window-update.title": "window update",
  "finding.lost-segment.title": "lost segment",
  "finding.ack-lost-segment.title": "ACK of a lost segment",
  "finding.port-reuse.title": "port reuse",
  "finding.overlap-differs.title": "overlap",
  "finding.half-open.title": "half-open",
  "finding.data-after-fin.title": "data after FIN",

  "fields.offset": "at",
  "fields.length": "len",
  "fields.field": "field",
  "fields.value": "value",
  "fields.bytes": "bytes",
  "fields.packet": "packet, {n} bytes",
  "fields.record": "TLS record on the wire, {n} bytes",
  "fields.plaintext": "the record decrypted, {n} bytes",
  "fields.message": "message, {n} bytes",

  "list.comma": ", ",
  "sentence.space": " ",
  "encrypted": "(encrypted)",
  "gap": "{length} bytes are missing from the capture here",
  "error": "Could not be decoded: {problem}",

  "data.title": "data",
  "data.text": "“{text}”",

  "tls.client_hello":
    "Offers what it can do: {versions}, {suites} cipher suites; {asks} and sends a key share for {groups}.",
  "tls.client_hello.old":
    "Offers what it can do: up to {versions}, {suites} cipher suites; {asks}.",
  "tls.asks": "asks for “{name}”",
  "tls.asks.nothing": "names no server",
  "tls.server_hello":
    "Chooses {version} with {suite}; its key share for {group} completes the key exchange.",
  "tls.server_hello.resumed":
    "Chooses {version} with {suite} and takes up an earlier session again.",
  "tls.server_hello.psk":
    "Chooses {version} with {suite} and a key that both had from elsewhere: no certificate is needed.",
  "tls.server_hello.old": "Chooses {version} with {suite}.",
  "tls.hello_retry_request":
    "Try again: please send a key share for {group}. That costs a round trip.",
  "tls.hello_retry_request.cookie":
    "Try again, and send my cookie back: so I know that you are where you say. That costs a round trip.",
  "tls.encrypted_extensions":
    "The first message under the new keys: the rest of what was agreed{alpn}.",
  "tls.encrypted_extensions.alpn": ", the protocol {alpn} among it",
  "tls.certificate": "Shows who it is: {subject}, vouched for by {issuer}.",
  "tls.certificate.own":
    "Says who it is: {subject}. It issued the certificate itself, so nobody vouches for it.",
  "tls.certificate.none": "Has no certificate to show.",
  "tls.certificate_request": "Asks the client for a certificate as well.",
  "tls.certificate_verify":
    "Signs the handshake so far with {scheme}: proof that it holds the certificate's private key.",
  "tls.server_key_exchange":
    "Its key share for {group}, signed with its certificate's key.",
  "tls.server_key_exchange.other": "Its half of the key exchange.",
  "tls.server_hello_done":
    "That was all from the server; now it is the client's turn.",
  "tls.client_key_exchange":
    "The client's half of the key exchange: now both can compute the same keys.",
  "tls.finished":
    "A checksum over the whole handshake under the new keys: nobody has tampered with it.",
  "tls.new_session_ticket": "A ticket to come back faster within {hours}.",
  "tls.new_session_ticket.hours": "{n} {n|hour|hours}",
  "tls.new_session_ticket.seconds": "{n} {n|second|seconds}",
  "tls.key_update": "Changes its sending key.",
  "tls.key_update.requested":
    "Changes its sending key, and asks the other side to do the same.",
  "tls.hello_request": "Asks the client to negotiate anew.",
  "tls.end_of_early_data":
    "That was the early data; what follows uses the handshake keys.",
  "tls.compressed_certificate": "Its certificate, compressed.",
  "tls.certificate_status":
    "Proof from the issuer that the certificate was not revoked.",
  "tls.message": "A handshake message of type {type}.",
  "tls.change_cipher_spec": "From the next record on, this side encrypts.",
  "tls.change_cipher_spec.compatibility":
    "Means nothing in TLS 1.3: it is there so that old middleboxes let the rest pass.",
  "tls.alert.close_notify":
    "Nothing more will come, on purpose: so the other side knows that nothing was cut off.",
  "tls.alert.warning": "A warning: {name}.",
  "tls.alert.fatal": "Gives up: {name}.",
  "tls.application_data":
    "{length} bytes, encrypted on the wire, opened with the session's keys.",
  "tls.early_data":
    "{length} bytes of early data, sent before the handshake was over.",
  "tls.encrypted":
    "{length} bytes that stay hidden without the session's keys.",
  "tls.encrypted.wrong_key":
    "{length} bytes: the key log has a secret for this session, but it does not open them.",
  "tls.encrypted.no_secret":
    "{length} bytes: the key log has no secret for them.",
  "tls.encrypted.unsupported":
    "{length} bytes: this cipher suite cannot be opened here.",
  "tls.encrypted.bad":
    "{length} bytes that were changed on their way: the keys that opened the records before do not open them.",
  "tls.encrypted.missing":
    "{length} bytes that cannot be opened, because bytes before them are missing.",
  "tls.inferred": "Probably {content}: an inference from its {basis}.",
  "tls.inferred.server_handshake":
    "the server's EncryptedExtensions to Finished",
  "tls.inferred.renegotiation": "a message of another handshake",
  "tls.inferred.client_handshake": "the client's part of the handshake",
  "tls.inferred.finished": "Finished",
  "tls.inferred.client_finished": "the client's Finished",
  "tls.inferred.new_session_ticket": "a NewSessionTicket",
  "tls.inferred.early_data": "early data",
  "tls.inferred.application_data": "application data",
  "tls.inferred.alert": "an alert",
  "tls.inferred.alert_or_data": "an alert, or very little data",
  "tls.last.close_notify":
    "Probably: it is as long as an alert, and nothing of the {side} followed it.",
  "tls.last.alert":
    "Probably, and which one stays hidden: it is as long as an alert, and nothing of the {side} followed it.",
  "tls.basis.outer_type": "record type",
  "tls.basis.length": "length",
  "tls.basis.order": "place in the order",
  "tls.heartbeat": "A heartbeat.",
  "tls.unknown_record": "A record of type {type}.",

  "http.request": "Asks for {target}.",
  "http.request.host": "Asks {host} for {target}.",
  "http.status.1": "Interim answer: the final one is still to come.",
  "http.status.2": "It worked.",
  "http.status.101": "Agreed: from here on another protocol.",
  "http.status.304": "Unchanged: use the copy that you have.",
  "http.status.3": "Look elsewhere.",
  "http.status.4": "The server takes the request to be at fault.",
  "http.status.5": "The server failed.",
  "http.upgrade": "From here on the connection speaks {protocol}.",
  "http.upgrade.tunnel":
    "From here on the server only passes bytes on, both ways.",
  "http.cut": "Cut off before its end: {problem}",
  "http.chunk": "{n} {n|byte|bytes} of content {n|follows|follow}.",
  "http.chunk.last": "That was the last chunk.",
  "http.chunk.end": "The chunk ends here.",
  "http.trailers":
    "Header fields behind the content, often none: the message ends here.",
  "http.padding": "Hides how long the content is.",
  "http.preface": "The client says that it speaks HTTP/2.",

  "ssh.identification": "Speaks SSH {version}; the software is {software}.",
  "ssh.kexinit":
    "Offers its algorithms, best first: {kex} key {kex|exchange|exchanges}, {ciphers} {ciphers|cipher|ciphers}.",
  "ssh.negotiated.title": "agreed",
  "ssh.negotiated":
    "Key exchange {kex}, host key {hostKey}, cipher {cipher}, MAC {mac}.",
  "ssh.negotiated.implied": "(by the cipher)",
  "ssh.newkeys":
    "From the next packet on, this side encrypts with the new keys.",
  "ssh.kexInit":
    "The client's half of a secret: a public value that is made for this connection alone.",
  "ssh.kexReply":
    "The server's half; its host key, {type} {fingerprint}; and its signature over all that was said so far. A client that knows the host key now knows whom it talks to.",
  "ssh.kex": "A step of the key exchange.",
  "ssh.disconnect": "Ends the session: {text}",
  "ssh.encrypted.title": "encrypted",
  "ssh.encrypted": "Encrypted: only its size is visible.",
  "ssh.inferred":
    "Encrypted; probably {guess} (inferred from order and size): {meaning}.",
  "ssh.inferred.again": "Probably {guess} again.",
  "ssh.guess.ext-info": "EXT_INFO",
  "ssh.guess.service-request": "SERVICE_REQUEST",
  "ssh.guess.service-accept": "SERVICE_ACCEPT",
  "ssh.guess.userauth-request": "USERAUTH_REQUEST",
  "ssh.guess.userauth-reply": "an answer to USERAUTH_REQUEST",
  "ssh.guess.userauth-success": "USERAUTH_SUCCESS",
  "ssh.guess.global-request": "GLOBAL_REQUEST",
  "ssh.guess.channel-open": "CHANNEL_OPEN",
  "ssh.guess.channel-open-confirmation": "CHANNEL_OPEN_CONFIRMATION",
  "ssh.guess.channel-data": "CHANNEL_DATA",
  "ssh.guess.keystroke": "a keystroke",
  "ssh.guess.connection-message": "a message of the connection protocol",

  "ssh.means.ext-info": "which signatures this side also takes",
  "ssh.means.service-request": "the client asks for the login",
  "ssh.means.service-accept": "the server is ready for the login",
  "ssh.means.userauth-request":
    "the client logs in: user, and password or signature, which nobody in between can read",
  "ssh.means.userauth-failure":
    "the login is refused, with the ways that are left",
  "ssh.means.userauth-reply":
    "refused, with the ways that are left, or one more question",
  "ssh.means.userauth-success": "the user is logged in",
  "ssh.means.global-request":
    "something about the whole connection, as the server's other host keys",
  "ssh.means.channel-open":
    "the client opens a channel, one of many that may share the connection",
  "ssh.means.channel-open-confirmation":
    "the channel is open, with a window of bytes that may come",
  "ssh.means.channel-request":
    "what the channel is for: a terminal, a shell, a command",
  "ssh.means.channel-reply": "granted or not",
  "ssh.means.channel-data": "what is said in the session",
  "ssh.means.keystroke":
    "one key, one packet, and its echo comes back from the server",
  "ssh.means.connection-message":
    "a channel's request, data, window, end or close, or the DISCONNECT behind them; from outside they look alike",

  "demo.tcp":
    "TCP: a client says hello, an echo server says it back. Both run here.",
  "demo.tls":
    "TLS: a client asks, a server answers, nobody else can read it. Both run here.",
  "demo.http":
    "HTTP: a client asks for a page, as a browser does, and gets it. Both run here.",
  "demo.https":
    "HTTPS: the same page over TLS, decrypted for you alone. Both run here.",
  "demo.ssh":
    "SSH: a client checks the server, logs in, hears its line back. Both run here.",
  "demo.method.af-packet":
    "These are the packets that went over the loopback interface.",
  "demo.method.namespace":
    "These are the packets that went over a loopback interface of its own: no root needed.",
  "demo.method.tcpdump":
    "These are the packets that went over the loopback interface, by tcpdump.",
  "demo.method.relay":
    "Packets cannot be had here: {reason}. A relay shows the bytes instead.",
  "demo.command": "Real packets after: {command}",

  "filter.none": "None of {n} {n|conversation|conversations} fits the filter.",

  "live.resumed": "conversation {number}, {client} to {server}:",
  "live.late":
    "conversation {number}, {client} to {server}, late: its verdict was told before",

  "handshakes.version": "version",
  "handshakes.suite": "cipher suite",
  "handshakes.name": "name asked for",

  "html.hint":
    "Click a row to see every byte of it: what each field is, and why it is there.",
  "html.conversation": "Conversation {number}: {client} → {server}",
  "html.written":
    "Wrote {path}: {n} {n|conversation|conversations}. Open it in a browser.",

  "flows.end": "end",
  "flows.packets": "packets",
  "flows.bytes": "bytes",
  "flows.hint": "One conversation in full: wirelab explain {path} --stream N",
  "flows.more": "and {n} more",

  "ending.four-way": "four-way close",
  "ending.three-way": "merged three-way close",
  "ending.simultaneous": "simultaneous close",
  "ending.half-close": "half-close",
  "ending.half-closed": "closed by one side only",
  "ending.reset": "reset (RST)",
  "ending.refused": "refused",
  "ending.open": "not closed",
  "ending.relayed": "segments not observed",
  "ending.close-notify": "TLS with close_notify",
  "ending.truncated": "TLS cut off",

  "demo.close":
    "Close: every way a connection ends, made to happen and named by its packets.",
  "close.four-way":
    "The client ends. The server's kernel confirms it; its program ends later: four segments.",
  "close.three-way":
    "The server has nothing left to say when FIN comes: its ACK and its own FIN share a segment.",
  "close.simultaneous":
    "Both end at the same moment. The FINs cross, so that neither answers the other.",
  "close.half-close":
    "The client ends its direction only. The server still sends, and the client still reads.",
  "close.reset":
    "The server breaks off instead of ending. Nothing is confirmed, data on its way is lost.",
  "close.refused":
    "Nothing listens on the port: RST answers the SYN, and no connection comes to be.",
  "close.close-notify":
    "Over TLS each side announces its end, encrypted, before FIN: nobody can forge it.",
  "close.truncated":
    "The server's FIN comes without close_notify: anyone on the way could have sent it. The client must not take what it has for the whole.",
  "close.tries": "It took {n} {n|connection|connections} until it happened.",
  "close.missed":
    "It did not happen in {n} {n|connection|connections}; this is the last of them.",
  "close.unseen": "No packet of it was seen.",
  "close.table": "The ways a connection ends",
  "close.table.way": "made to happen",
  "close.table.first": "first",
  "close.table.segments": "segments",
  "close.table.verdict": "by the packets",
  "close.table.both": "both",
  "close.table.note":
    "Segments: those from the first sign of the end to the last, handshake and data not counted.",

  "demo.versions":
    "The same request and answer over TLS 1.2 and over TLS 1.3. Both ends run here.",

  "versions.legend": "* encrypted on the wire; ms since SYN",
  "versions.tcp_trips": "round trips of TCP",
  "versions.tls_trips": "round trips of TLS",
  "versions.far": "request leaves, at {ms} ms a round trip (computed)",
  "versions.handshake": "TLS handshake, measured",
  "versions.first_answer": "answer after SYN, measured",
  "versions.hidden": "handshake messages encrypted",
  "versions.of": "{n} of {all}",
  "versions.certificate": "the server's certificate",
  "versions.clear": "in the clear",
  "versions.encrypted": "encrypted",
  "versions.bytes": "bytes in all, both ways",
  "versions.segments": "TCP segments",
  "versions.suite": "cipher",
  "versions.group": "key exchange",
  "versions.trips":
    "One round trip less: a client of TLS 1.3 sends its key share with its first message, before it knows what the server takes, so the server answers with its own and can finish at once. In TLS 1.2 both first agree on how, then exchange their shares.",
  "versions.times":
    "Here a round trip takes next to no time: what was measured is mostly computing. Over a distance the round trips decide.",
  "versions.secret":
    "Encrypted earlier: in TLS 1.3 all behind ServerHello is, the certificate too. In TLS 1.2 anyone on the way reads it. The name asked for (SNI) is in the clear in both.",
  "versions.compatible":
    "ChangeCipherSpec is a step of TLS 1.2. TLS 1.3 sends it only to look like TLS 1.2 to the boxes on the way.",

  "demo.sync-async":
    "Sync and async: the same clients, one of them slow, at two servers.",
  "concurrency.waiting": "waits to be accepted",
  "concurrency.idle": "accepted, says nothing",
  "concurrency.served": "is served",
  "concurrency.client": "client {id}",
  "concurrency.client.slow": "client {id} (slow)",
  "concurrency.waited": "waited",
  "concurrency.sync": "Sync server: one connection at a time",
  "concurrency.sync.text":
    "Whoever is accepted is served to the end, however long it says nothing; the other {n} waited {ms} ms together. To them the server seems to be there but mute: the kernel had completed their TCP handshakes.",
  "concurrency.async": "Async server: all connections at once",
  "concurrency.async.text":
    "While one client says nothing, the server serves the others: all clients together waited {ms} ms to be accepted. It takes no more threads than the sync server: it waits for all at the same time.",
  "concurrency.total.end": "the last client was done after",
  "concurrency.total.waited": "waiting for accept, all together",
  "concurrency.total.most": "connections open at a time, at most",

  "verdict": "Verdict",
  "verdict.opened": "opened",
  "verdict.opened.text":
    "by the client, {client}; three-way handshake in {ms} ms",
  "verdict.opened.repeated":
    "by the client, {client}; three-way handshake in {ms} ms, the SYN had to be sent {n} times",
  "verdict.opened.self":
    "with itself: both ends are one socket (self-connect), so only one side is to be seen",
  "verdict.opened.simultaneous":
    "by both sides at once: their SYNs crossed (simultaneous open), in {ms} ms",
  "verdict.opened.relayed": "by the client; TCP segments not observed",
  "verdict.opened.midway": "before the capture began; who opened it is a guess",
  "verdict.opened.refused": "refused by the server: RST in answer to SYN",
  "verdict.opened.unanswered": "never: the SYN was not answered",
  "verdict.opened.incomplete": "not completely: the handshake was not finished",
  "verdict.tls": "TLS",
  "verdict.tls.group": "key exchange {group}",
  "verdict.tls.alpn": "ALPN {alpn}",
  "verdict.tls.alpn.none": "no ALPN",
  "verdict.tls.alpn.hidden": "ALPN answer hidden (no keys)",
  "verdict.tls.resumed": "session resumed",
  "verdict.tls.psk": "pre-shared key",
  "verdict.tls.failed": "handshake failed: {name}, sent by the {side}",
  "verdict.tls.failed.renegotiation":
    "renegotiation failed: {name}, sent by the {side}",
  "verdict.tls.failed.data":
    "broken off after the handshake: {name}, sent by the {side}",
  "verdict.tls.early.accepted": "early data accepted",
  "verdict.tls.early.rejected": "early data refused",
  "verdict.tls.renegotiated": "renegotiated {n} {n|time|times}",
  "verdict.http": "HTTP",
  "verdict.http.requests": "{n} {n|request|requests}",
  "verdict.http.promises": "{n} promised by the server",
  "verdict.http.none": "no answer",
  "verdict.http.open": "{n} without an answer",
  "verdict.ssh": "SSH",
  "verdict.certificate": "certificate",
  "verdict.certificate.more": "{names} and {n} more {n|name|names}",
  "verdict.keys": "keys",
  "verdict.keys.open":
    "every protected record was opened with the session's keys",
  "verdict.keys.partly": "some protected records could not be opened",
  "verdict.keys.partly.early":
    "every protected record was opened with the session's keys, but not the early data",
  "verdict.keys.unsupported":
    "this cipher suite cannot be opened here, with keys or without",
  "verdict.keys.wrong":
    "the key log has secrets for this session, but they do not open it",
  "verdict.keys.missing":
    "the capture lacks bytes without which the rest cannot be opened",
  "verdict.keys.no_secret":
    "the key log has no secret for this session: it is of another one",
  "verdict.keys.closed":
    "no keys: start both ends with SSLKEYLOGFILE, then explain with --keylog",
  "verdict.data": "data",
  "verdict.data.text":
    "client → server {up} bytes · server → client {down} bytes",
  "verdict.data.tls":
    "in TLS: client → server {up} bytes · server → client {down} bytes",
  "verdict.closed": "closed",
  "verdict.close.four_way":
    "first by the {side}: FIN from each side, each confirmed on its own (four segments)",
  "verdict.close.merged":
    "first by the {side}: FIN from each side, the answer merged with its ACK (four-way close in three segments)",
  "verdict.close.simultaneous":
    "by both at once: the FINs crossed on the way (simultaneous close)",
  "verdict.close.self":
    "by the socket itself: one FIN, which ends both directions",
  "verdict.close.half":
    "{manner}; {bytes} {bytes|byte|bytes} still came the other way after the first FIN (half-close)",
  "verdict.close.half_open":
    "only by the {side}: its FIN was confirmed, the other side stayed open",
  "verdict.close.rst": "broken off by the {side} with RST",
  "verdict.close.rst_after_fin":
    "FIN by the {first}, then broken off by the {side} with RST",
  "verdict.close.fin_unconfirmed":
    "FIN by the {side}; its confirmation is not in the capture",
  "verdict.close.open": "not in this capture: the connection was still open",
  "verdict.close.relayed":
    "first by the {side}; how (FIN or merged) was not observed",
  "verdict.close.relayed_reset":
    "broken off by the {side} (reset; its segment was not observed)",
  "verdict.notify": "close_notify",
  "verdict.notify.both": "sent by both sides",
  "verdict.notify.one":
    "sent by the {side} only; the other side closed without it",
  "verdict.notify.none":
    "sent by nobody: a cut-off would go unnoticed (possible truncation)",
  "verdict.notify.inferred":
    "probably sent by the {side} (inferred from its last record's length)",
  "verdict.notify.inferred.both":
    "probably sent by both sides (inferred from their last records' length)",
  "verdict.notify.hidden": "not visible without keys",
  "verdict.packets.text": "{n} {n|packet|packets}",
  "verdict.chunks.text": "{n} {n|chunk|chunks} of bytes",
  "verdict.packets.findings": "{n} {n|finding|findings}",
  "verdict.timing": "timing",
  "verdict.timing.first_byte": "first answer byte after {ms} ms",
  "verdict.timing.longest": "longest pause {ms} ms, waiting for the {side}",
  "verdict.timing.total": "{ms} ms in all",

  "verdict.why": "cause",
  "verdict.fix": "fix",
  "why.expired":
    "the client refused the server's certificate: it ended on {until}",
  "why.wrong-host":
    "the client asked for {name}, and the server's certificate is for {names}",
  "why.self-signed":
    "the server signed its certificate itself, so no authority vouches for it",
  "why.untrusted":
    "the client does not know the authority that signed the server's certificate: {issuer}",
  "why.certificate-refused":
    "the client refused the server's certificate: {alert}",
  "why.client-certificate-wanted":
    "the server wants a certificate of the client, which showed none",
  "why.client-certificate-refused":
    "the server refused the client's certificate: {alert}",
  "why.no-common-version": "no TLS version that both sides take",
  "why.no-common-suite":
    "no cipher suite, group or signature that both sides take",
  "why.no-common-alpn": "no application protocol (ALPN) that both sides take",
  "why.stall":
    "the server never answered the ClientHello; the client gave up after {ms} ms",
  "why.not-tls": "the client began TLS, and what answered does not speak it",
  "why.reset": "broken off with RST: what was under way is lost",
  "why.no-close-notify":
    "FIN without close_notify: nobody can tell the end from a cut-off",
  "why.slow": "all went well, but the server let the client wait {ms} ms",
  "fix.expired":
    "make a new certificate at the server, and renew it before it ends",
  "fix.wrong-host":
    "ask for a name that the certificate holds, or make one for this name (subjectAltName)",
  "fix.self-signed":
    "have an authority sign it that the client trusts, or give the certificate to the client: --ca FILE",
  "fix.untrusted":
    "give the authority's certificate to the client (--ca FILE), or have a known one sign",
  "fix.certificate-refused":
    "wirelab cert verify says what is wrong with the certificate",
  "fix.client-certificate-wanted":
    "give the client one: --cert FILE --key FILE",
  "fix.client-certificate-refused":
    "give the client one that the server's authority (--ca) signed, for clients, and that has not ended",
  "fix.no-common-version": "turn on TLS 1.2 or TLS 1.3 at both ends",
  "fix.no-common-suite":
    "turn on ECDHE with AES-GCM or ChaCha20-Poly1305 at both ends; see that the key suits",
  "fix.no-common-alpn": "offer one that the server knows, or none",
  "fix.stall":
    "see whether the server hangs or is overloaded; always set a timeout at the client",
  "fix.not-tls":
    "connect to the port that speaks TLS, or turn TLS on at the server",
  "fix.reset":
    "see the log of the side that sent RST: a crash, a limit, a firewall",
  "fix.no-close-notify":
    "send close_notify before FIN; until then compare the length with what was announced",
  "fix.slow":
    "see what the server waits for; --idle-timeout limits the client's patience",

  "demo.faults":
    "Faults: ten ways in which TLS fails, each for real, and how to tell them apart.",
  "faults.client": "client",
  "faults.packets": "packets",
  "faults.exit": "exit code {code}",
  "faults.content": "no error: it waited, and got the whole answer",
  "faults.unseen": "no packets were seen",
  "faults.shows.stall":
    "ClientHello, then silence, until the client ends with FIN",
  "faults.shows.not-tls": "ClientHello, then bytes that are no TLS record",
  "faults.shows.reset": "RST in the middle of the answer, no FIN before it",
  "faults.shows.no-close-notify":
    "FIN by the server, no close_notify before it",
  "faults.shows.slow": "a pause of {ms} ms, then the answer in small pieces",
  "faults.shows.nothing": "nothing unusual",

  "demo.mtls":
    "Mutual TLS: the client shows a certificate, too: a good one, then a stranger's.",
  "mtls.known": "A certificate that a CA signed which the server knows",
  "mtls.stranger":
    "A certificate that {stranger} signed, which the server does not know",
  "mtls.asked":
    "Asked: with CertificateRequest the server wants a certificate. Certificate shows it; it is no secret, and anyone could show a copy.",
  "mtls.proved":
    "Proved: CertificateVerify signs this very handshake with the certificate's private key. Only its owner can.",
  "mtls.refused":
    "Refused: {stranger} signed the second one, and the server does not know it; the signature in CertificateVerify was right. In TLS 1.3 the client is done before the server has looked, so it learns of the refusal only behind the handshake: other servers send an alert (certificate_required, unknown_ca), this one says 403 and closes.",

  "demo.resume":
    "Resumption: a full TLS 1.3 handshake, then one that its ticket makes shorter.",
  "resume.full": "full",
  "resume.resumed": "resumed",
  "resume.bytes": "{n} bytes",
  "resume.left-out": "left out",
  "resume.trips": "round trips",
  "resume.all": "handshake in all",
  "resume.time": "time",
  "resume.why":
    "The ticket of the first connection proves that both have met: no Certificate and no CertificateVerify, so no signature to make and none to check. The ClientHello is longer, for it carries the ticket (pre_shared_key); fresh key shares still give fresh keys. The round trips are the same: only early data (0-RTT) would save one.",
  "resume.refused":
    "The second connection was not resumed: the server did not take the ticket.",
} as const;

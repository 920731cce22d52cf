/** What the fields of TLS are, in English. */
export const TLS = {
  "tls.*_length":
    "How many bytes of this list or value follow, so that it can be told from the next.",

  "tls.record.type":
    "What the record carries: 22 handshake, 23 data; what is encrypted TLS 1.3 always calls data.",
  "tls.record.legacy_record_version":
    "Version of the record: TLS 1.3 keeps an old number, because middleboxes stumble over new ones.",
  "tls.record.length":
    "Bytes of the record that follow; at most 16384 and some.",
  "tls.record.fragment":
    "A part of the stream of messages, in the clear; its fields stand with the messages.",
  "tls.encrypted_record":
    "The content, encrypted: without the keys it looks like noise.",
  "tls.nonce_explicit":
    "The part of the nonce that changes with each record, so that no two are encrypted alike.",
  "tls.IV": "Random start value of CBC, so that equal records look different.",
  "tls.auth_tag":
    "Checksum under the key: if a bit of the record was changed on its way, it does not fit.",
  "tls.MAC":
    "Keyed checksum over the content: it shows whether the record was changed.",
  "tls.plaintext.content": "What the record really carries.",
  "tls.plaintext.type":
    "The true type of the content, hidden inside, where nobody on the way can read it.",
  "tls.plaintext.zeros": "Padding that hides how long the content is.",
  "tls.plaintext.padding":
    "Fills the content up to whole blocks of the cipher.",
  "tls.plaintext.padding_length": "How many bytes of padding stand before it.",

  "tls.change_cipher_spec":
    "Always 1. It announced encryption up to TLS 1.2; TLS 1.3 sends it only to look familiar to middleboxes.",
  "tls.level": "1 warning, 2 fatal; TLS 1.3 goes by the description alone.",
  "tls.description": "What is wrong, or that the sender is done.",
  "tls.description.close_notify":
    "The sender is done, on purpose: whoever cuts the line cannot forge this.",
  "tls.data": "Bytes of the protocol that TLS carries.",
  "tls.heartbeat_type": "Whether this asks or answers.",
  "tls.payload_length":
    "Bytes that the answer shall repeat; believing this number unchecked was the Heartbleed bug.",
  "tls.payload": "Any bytes: they come back unchanged.",
  "tls.padding": "Random bytes, at least 16; the receiver passes them over.",
  "tls.content": "A record of a type that nothing here knows.",

  "tls.msg_type": "Which handshake message this is.",
  "tls.msg_type.client_hello":
    "ClientHello: the first message, what the client can do.",
  "tls.msg_type.server_hello": "ServerHello: what the server chose of it.",
  "tls.msg_type.new_session_ticket":
    "NewSessionTicket: what the client needs to come back faster.",
  "tls.msg_type.encrypted_extensions":
    "EncryptedExtensions: answers that need not be seen by others.",
  "tls.msg_type.certificate": "Certificate: who the sender is.",
  "tls.msg_type.server_key_exchange":
    "ServerKeyExchange: the server's half of the key exchange.",
  "tls.msg_type.certificate_request":
    "CertificateRequest: the client shall show who it is as well.",
  "tls.msg_type.server_hello_done": "ServerHelloDone: the client's turn.",
  "tls.msg_type.certificate_verify":
    "CertificateVerify: proof that the certificate's key is at hand.",
  "tls.msg_type.client_key_exchange":
    "ClientKeyExchange: the client's half of the key exchange.",
  "tls.msg_type.finished": "Finished: both have seen the same handshake.",
  "tls.msg_type.certificate_status":
    "CertificateStatus: proof that the certificate was not revoked.",
  "tls.msg_type.key_update": "KeyUpdate: new keys for what follows.",
  "tls.length": "Bytes of the message's body: it may be spread over records.",

  "tls.legacy_version":
    "The version up to TLS 1.2; TLS 1.3 stands in supported_versions, because old peers broke on new numbers here.",
  "tls.client_hello.random":
    "32 random bytes: with the server's they make every session's keys different, so nothing can be replayed.",
  "tls.server_hello.random":
    "32 random bytes of the server: they go into the keys of this session alone.",
  "tls.hello_retry_request":
    "Not random: this value is fixed, and makes the ServerHello a request to try again.",
  "tls.legacy_session_id":
    "Names a session of the past (up to TLS 1.2); TLS 1.3 fills it at random, to look familiar to middleboxes.",
  "tls.legacy_session_id_echo":
    "The session that is taken up, or the new one's name; in TLS 1.3 the client's value sent back.",
  "tls.client_hello.cipher_suite":
    "A cipher suite that the client can use; what it likes best comes first.",
  "tls.cipher_suite.GREASE":
    "Stands for nothing: random unknown numbers keep servers used to ignoring what they do not know.",
  "tls.cipher_suite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV":
    "No cipher suite but a sign: the client knows secure renegotiation.",
  "tls.cipher_suite.TLS_FALLBACK_SCSV":
    "No cipher suite but a sign: the client retries with a lower version than it can.",
  "tls.server_hello.cipher_suite":
    "The one that the server chose: cipher and hash of this session.",
  "tls.compression_method":
    "Only null is left: compressing before encrypting gave secrets away (CRIME).",
  "tls.legacy_compression_method":
    "Always null: compressing before encrypting gave secrets away (CRIME).",
  "tls.msg_length":
    "Length of a hello in the form of SSL 2.0; the top bit marks it.",
  "tls.version":
    "A version that the client speaks; what it likes best comes first.",
  "tls.version.GREASE":
    "Stands for nothing: it keeps servers tolerant of unknown versions.",
  "tls.cipher_spec_length": "Bytes of the list of ciphers.",
  "tls.session_id_length": "Bytes of the session's name.",
  "tls.challenge_length": "Bytes of the client's random value.",
  "tls.cipher_spec": "A cipher that the client can use, in three bytes.",
  "tls.session_id": "Names a session of the past.",
  "tls.challenge": "The client's random value.",

  "tls.extensions_length":
    "Bytes of all extensions: by them TLS has learned all that is newer than its first form.",
  "tls.extension_type":
    "Which extension comes next; who does not know it passes it over.",
  "tls.extension_data_length": "Bytes of this extension.",
  "tls.extension_data": "Content of an extension that nothing here reads.",
  "tls.GREASE.extension_type":
    "Stands for nothing: random unknown numbers keep peers used to ignoring what they do not know.",
  "tls.server_name.extension_type":
    "The name that the client wants: many names share one address, and each has its certificate. It is readable on the wire.",
  "tls.max_fragment_length.extension_type":
    "Asks for short records: for clients with little memory.",
  "tls.client_certificate_url.extension_type":
    "The client may send where its certificate lies instead of the certificate.",
  "tls.trusted_ca_keys.extension_type": "Authorities that the client trusts.",
  "tls.truncated_hmac.extension_type":
    "Shortens the checksum of records; today thought unsafe.",
  "tls.status_request.extension_type":
    "Asks the server to bring proof that its certificate was not revoked (OCSP stapling).",
  "tls.status_request_v2.extension_type":
    "Asks for such proof for each certificate of the chain.",
  "tls.cert_type.extension_type": "Kinds of certificates that can be used.",
  "tls.supported_groups.extension_type":
    "Groups for the key exchange that the client can compute in.",
  "tls.ec_point_formats.extension_type":
    "How points of curves are written; only the uncompressed form is left.",
  "tls.signature_algorithms.extension_type":
    "Signatures that the sender can check; the other side must sign with one of them.",
  "tls.signature_algorithms_cert.extension_type":
    "The same for signatures inside certificates.",
  "tls.use_srtp.extension_type": "Makes keys for encrypted voice and video.",
  "tls.heartbeat.extension_type": "The connection may be probed by heartbeats.",
  "tls.application_layer_protocol_negotiation.extension_type":
    "Which protocol shall be spoken inside, so that it costs no round trip to find out.",
  "tls.application_settings.extension_type":
    "Settings of the inner protocol, sent inside the handshake.",
  "tls.signed_certificate_timestamp.extension_type":
    "Proof that the certificate stands in a public log, so that a false one would be noticed.",
  "tls.client_certificate_type.extension_type":
    "Kinds of certificates that the client can show.",
  "tls.server_certificate_type.extension_type":
    "Kinds of certificates that the server may show.",
  "tls.padding.extension_type":
    "Fills the ClientHello up: some servers hang at certain lengths.",
  "tls.encrypt_then_mac.extension_type":
    "Checksum over the encrypted bytes, not the plain ones: it closes attacks on CBC padding.",
  "tls.extended_master_secret.extension_type":
    "Ties the keys to the whole handshake, so that two sessions can never share them.",
  "tls.compress_certificate.extension_type":
    "The certificate may come compressed: it is most of the handshake.",
  "tls.record_size_limit.extension_type":
    "Longest record that the sender takes.",
  "tls.delegated_credential.extension_type":
    "The server may prove itself by a key that its certificate's key has vouched for.",
  "tls.session_ticket.extension_type":
    "A session of the past in a sealed ticket, or the wish for one: the server need not remember it.",
  "tls.pre_shared_key.extension_type":
    "A key that both already have, most often from an earlier session. Always the last one, as its proof covers the rest.",
  "tls.early_data.extension_type":
    "Data may come with the first flight, before the handshake is over: fast, but somebody may replay it.",
  "tls.supported_versions.extension_type":
    "The versions that really count since TLS 1.3.",
  "tls.cookie.extension_type":
    "Comes back as it was sent, so that the server need not remember its request to try again.",
  "tls.psk_key_exchange_modes.extension_type":
    "How a shared key may be used: with a fresh key exchange or without.",
  "tls.certificate_authorities.extension_type":
    "Authorities whose certificates are accepted.",
  "tls.oid_filters.extension_type":
    "What a certificate of the client must contain.",
  "tls.post_handshake_auth.extension_type":
    "The client can show a certificate later, when the server asks.",
  "tls.key_share.extension_type":
    "Public halves of the key exchange, sent at once: this saves TLS 1.3 a round trip.",
  "tls.ech_outer_extensions.extension_type":
    "Extensions of the hidden ClientHello that are taken from the outer one.",
  "tls.encrypted_client_hello.extension_type":
    "The true ClientHello, encrypted, so that nobody sees the server's name; random bytes in it hide who uses it.",
  "tls.renegotiation_info.extension_type":
    "Ties a new handshake to the one before, so that none can be slipped in between.",
  "tls.trust_anchors.extension_type":
    "Roots that the client trusts, so that the server sends a fitting chain.",
  "tls.quic_transport_parameters.extension_type":
    "Settings of QUIC, which uses this handshake.",
  "tls.connection_id.extension_type":
    "Tells a DTLS connection apart when addresses change.",
  "tls.ticket_request.extension_type":
    "How many tickets the client would like.",

  "tls.name_type": "Kind of name: host_name is the only one there is.",
  "tls.host_name":
    "The name that is asked for, without port: the server picks its certificate by it.",
  "tls.max_fragment_length": "Longest record content that shall be used.",
  "tls.identifier_type": "How the authority is named.",
  "tls.identifier": "Nothing: agreed beforehand.",
  "tls.distinguished_name": "Name of an authority, in DER.",
  "tls.sha1_hash": "Hash that names the authority's key or certificate.",
  "tls.status_type":
    "Kind of proof: OCSP, a signed answer about one certificate.",
  "tls.responder_id_list_length":
    "Bytes of the list of trusted responders; empty: any.",
  "tls.responder_id": "A responder whose answers the client trusts.",
  "tls.request_extensions": "Extensions of the OCSP request; most often none.",
  "tls.request": "A request of a kind that nothing here reads.",
  "tls.response":
    "The issuer's signed answer, in DER: the certificate is still good.",
  "tls.serialized_sct": "A log's signed promise to publish the certificate.",
  "tls.certificate_type": "A kind of certificate that is accepted.",
  "tls.algorithms.algorithm": "A way to compress that the sender understands.",
  "tls.certificate_extension_oid": "Extension that the certificate must have.",
  "tls.certificate_extension_values": "Values that it must have.",
  "tls.valid_time":
    "Seconds that the credential is valid from the certificate's start on.",
  "tls.dc_cert_verify_algorithm": "Signature that the credential's key makes.",
  "tls.ASN1_subjectPublicKeyInfo": "The public key, in DER.",
  "tls.ASN.1_subjectPublicKeyInfo":
    "A bare public key in place of a certificate, in DER.",
  "tls.type":
    "Whether this is the outer ClientHello, which all can see, or the inner one.",
  "tls.kdf_id": "How keys are derived for the hidden ClientHello.",
  "tls.aead_id": "Cipher of the hidden ClientHello.",
  "tls.config_id": "Which of the server's published keys was used.",
  "tls.enc":
    "The client's public value: with its private key the server computes the same secret.",
  "tls.encrypted_client_hello.payload":
    "The hidden ClientHello, encrypted; or random bytes of the same length.",
  "tls.retry_configs": "Fresh keys of the server, for another try.",
  "tls.confirmation": "Tells the client that the hidden ClientHello was read.",
  "tls.record_size_limit": "Longest record, in bytes, that the sender takes.",
  "tls.padding.padding": "Zeros that nobody reads.",
  "tls.mode": "Whether the other side may send heartbeats.",
  "tls.srtp_protection_profile":
    "Ciphers for voice and video, the best liked first.",
  "tls.srtp_mki": "Which key SRTP uses; most often empty.",
  "tls.named_group":
    "A group that the client can compute in: a curve, a prime, or a scheme that withstands quantum computers.",
  "tls.named_group.GREASE":
    "Stands for nothing: it keeps servers tolerant of unknown groups.",
  "tls.ec_point_format": "A way to write a point of a curve.",
  "tls.signature_scheme":
    "Key, hash and padding of a signature that can be checked.",
  "tls.signature_scheme.GREASE":
    "Stands for nothing: it keeps peers tolerant of unknown schemes.",
  "tls.client_hello.protocol_name":
    "A protocol that the client speaks inside, the best liked first.",
  "tls.protocol_name": "The protocol that the server chose.",
  "tls.settings": "Settings of the protocol that was chosen.",
  "tls.versions.version":
    "A version that the client speaks; what it likes best comes first.",
  "tls.selected_version": "The version that both use from here on.",
  "tls.selected_group": "Group that the client shall send a key share for.",
  "tls.group": "Group that the share belongs to.",
  "tls.group.GREASE":
    "Stands for nothing: it keeps servers tolerant of unknown groups.",
  "tls.client_hello.key_exchange":
    "The client's public half: with the server's private half it gives the secret that both compute.",
  "tls.key_exchange":
    "The server's public half: now both can compute the secret, and nobody who only listens.",
  "tls.ticket":
    "The session, sealed by the server with a key of its own: the client cannot read it, and hands it back.",
  "tls.identity": "Names the shared key: most often a ticket of the server.",
  "tls.obfuscated_ticket_age":
    "How old the ticket is, in ms, plus a secret number, so that nobody can link visits by it.",
  "tls.psk_binder_entry":
    "Proof that the client has the key: a checksum with it over the ClientHello so far.",
  "tls.selected_identity":
    "Which of the offered keys the server takes, counted from 0.",
  "tls.max_early_data_size":
    "The most early data that the server will take, in bytes.",
  "tls.cookie": "Bytes of the server that the client sends back unchanged.",
  "tls.ke_mode":
    "The mode psk_dhe_ke mixes a fresh key exchange in, so that old keys open nothing new.",
  "tls.ke_mode.GREASE":
    "Stands for nothing: it keeps servers tolerant of unknown modes.",
  "tls.renegotiated_connection":
    "Finished of the handshake before; empty in the first one.",

  "tls.certificate_request_context_length":
    "Bytes of the request's name; 0 inside the handshake.",
  "tls.certificate_request_context":
    "Name of the request, so that an answer after the handshake fits to it.",
  "tls.certificate_list_length":
    "Bytes of the chain: the sender's certificate first, then those that vouch for it.",
  "tls.cert_data_length": "Bytes of this certificate.",
  "tls.cert_data": "A certificate whose DER is broken.",
  "tls.certificate_length": "Bytes of this certificate.",
  "tls.certificate": "A certificate whose DER is broken.",
  "tls.certificate.tag":
    "Opens the certificate: three parts, what is certified, how it is signed, the signature.",
  "tls.certificate.length": "Bytes of the certificate that follow.",
  "tls.certificate_authorities_length":
    "Bytes of the list of authorities; empty: any.",
  "tls.supported_signature_algorithms_length":
    "Bytes of the list of signatures that can be checked.",
  "tls.certificate_verify.algorithm":
    "How this is signed; it must be one that the other side can check.",
  "tls.certificate_verify.signature":
    "Signature over the whole handshake so far: only who has the certificate's private key can make it.",
  "tls.algorithm": "How it was compressed.",
  "tls.uncompressed_length":
    "Bytes that it will unpack to: a guard against bombs.",
  "tls.compressed_certificate_message": "The Certificate message, compressed.",
  "tls.server_key_exchange.algorithm": "How the parameters are signed.",
  "tls.delegated_credential.algorithm": "How the credential is signed.",
  "tls.delegated_credential.signature":
    "The certificate's key vouches for the credential.",
  "tls.server_key_exchange.signature":
    "Signature of the certificate's key over both randoms and the parameters, so that nobody can exchange them.",
  "tls.curve_type": "How the curve is given: by its name, always.",
  "tls.curve": "A curve spelt out; nothing uses it any more.",
  "tls.named_curve": "The curve that the key exchange is computed on.",
  "tls.point":
    "The server's public point: the client multiplies it by its private number.",
  "tls.dh_p": "The prime that all is computed modulo.",
  "tls.dh_g": "The generator whose powers are taken.",
  "tls.dh_Ys": "The server's public value, g to its private number.",
  "tls.dh_Yc": "The client's public value, g to its private number.",
  "tls.ecdh_Yc":
    "The client's public point: the server multiplies it by its private number.",
  "tls.rsa_modulus":
    "Modulus of a short RSA key; export rules once asked for it.",
  "tls.rsa_exponent": "Exponent of that key.",
  "tls.srp_N": "The prime of SRP, a login by password inside TLS.",
  "tls.srp_g": "The generator of SRP.",
  "tls.srp_s": "Salt of the password.",
  "tls.srp_B": "The server's public value of SRP.",
  "tls.srp_A": "The client's public value of SRP.",
  "tls.encrypted_pre_master_secret":
    "The secret that all keys come from, encrypted to the server's RSA key: who gets that key later can read all.",
  "tls.psk_identity_hint": "Helps the client to choose among its shared keys.",
  "tls.psk_identity": "Name of the shared key that the client uses.",
  "tls.params": "Parameters of a key exchange that nothing here reads.",
  "tls.exchange_keys": "A key exchange that nothing here reads.",
  "tls.verify_data":
    "Checksum over all handshake messages under the new keys: it fits only if both saw the same ones.",
  "tls.request_update": "Whether the other side shall change its keys too.",
  "tls.hash": "Hash that stands for the first ClientHello.",
  "tls.body": "A message that nothing here reads.",
  "tls.ticket_lifetime": "Seconds that the ticket may be used; 7 days at most.",
  "tls.ticket_lifetime_hint":
    "Seconds that the server means to accept the ticket; 0 says nothing.",
  "tls.ticket_age_add":
    "Added to the age of the ticket when it is used, so that visits cannot be linked by it.",
  "tls.ticket_nonce":
    "Makes the key of each ticket of a session a different one.",
  "tls.supp_data_type": "Kind of additional data.",
  "tls.supp_data": "Additional data, for example on who may do what.",
  "tls.certificate_url.type":
    "Whether single certificates or a whole chain lie there.",
  "tls.url": "Where the certificate can be had.",
  "tls.url_and_hash.padding": "Always 1: once there was a choice here.",
  "tls.SHA1Hash": "Hash of the certificate that lies there.",
} as const;
